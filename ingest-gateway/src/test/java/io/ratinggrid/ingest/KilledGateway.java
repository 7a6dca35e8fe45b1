package io.ratinggrid.ingest;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/**
 * The process that {@link GatewayKillSystemTest} kills: reads two files, drains, prints the books. At the place it is told to
 * it says so and stands still until it is killed. Arguments: directory, port, durability, place, after how many.
 */
final class KilledGateway {
    static final int PARTITIONS = 16;

    /** Where to stand still. */
    enum Place {
        NOWHERE,
        AFTER_APPEND,
        BEFORE_SEND,
        BEFORE_ANSWER
    }

    private final Place place;
    private final AtomicLong left;

    private KilledGateway(final Place place, final long after) {
        this.place = place;
        left = new AtomicLong(after);
    }

    public static void main(final String[] args) throws Exception {
        new KilledGateway(Place.valueOf(args[3]), Long.parseLong(args[4]))
                .live(Path.of(args[0]), Integer.parseInt(args[1]), Durability.valueOf(args[2]));
    }

    private void live(final Path directory, final int port, final Durability durability) throws Exception {
        final SocketGrid.Client grid = new SocketGrid.Client(port);
        final GatewaySettings settings =
                GatewayTest.small(directory.resolve("data"), PARTITIONS, 64).withDurability(durability);
        final Gateway gateway = new Gateway(
                settings,
                new StoppingTransport(grid),
                new TestUnits(),
                message -> say("ALARM " + message),
                queue -> new StoppingQueue(GatewayState.openQueue(settings, queue)));
        gateway.start();
        gateway.ingestFile(directory.resolve("accounts.jsonl"), JsonFormat.ACCOUNTS);
        gateway.ingestFile(
                directory.resolve("cdrs.csv"), MappingFile.ready("notional").orElseThrow());
        final boolean drained = gateway.drain(60_000);
        for (final FileView file : gateway.files()) {
            say("BOOKS " + file.number() + " " + file.books() + " "
                    + file.books().balance());
        }
        gateway.close();
        grid.close();
        say(drained ? "DONE" : "LATE");
    }

    private static void say(final String words) {
        System.out.println(words);
        System.out.flush();
    }

    private void passing(final Place here) {
        if (here == place && left.decrementAndGet() == 0) {
            say("STANDING");
            while (true) {
                LockSupport.parkNanos(Long.MAX_VALUE);
            }
        }
    }

    private final class StoppingQueue implements EventQueue {
        private final EventQueue queue;

        StoppingQueue(final EventQueue queue) {
            this.queue = queue;
        }

        @Override
        public long append(final byte[] bytes, final int offset, final int length) {
            final long index = queue.append(bytes, offset, length);
            passing(Place.AFTER_APPEND);
            return index;
        }

        @Override
        public long lastIndex() {
            return queue.lastIndex();
        }

        @Override
        public long durableIndex() {
            return queue.durableIndex();
        }

        @Override
        public void force(final long index) {
            queue.force(index);
        }

        @Override
        public QueueCursor cursorAfter(final long index) {
            return queue.cursorAfter(index);
        }

        @Override
        public void roll() {
            queue.roll();
        }

        @Override
        public int retireThrough(final long index) {
            return queue.retireThrough(index);
        }

        @Override
        public void close() {
            queue.close();
        }
    }

    private final class StoppingTransport implements Transport {
        private final Transport transport;

        StoppingTransport(final Transport transport) {
            this.transport = transport;
        }

        @Override
        public void connect(final StreamHello hello, final ReplyHandler replies) {
            transport.connect(hello, new ReplyHandler() {
                @Override
                public void onConnected(final StreamPositions positions) {
                    replies.onConnected(positions);
                }

                @Override
                public void onReply(final PartitionReply reply) {
                    passing(Place.BEFORE_ANSWER);
                    replies.onReply(reply);
                }

                @Override
                public void onDisconnected(final String reason) {
                    replies.onDisconnected(reason);
                }
            });
        }

        @Override
        public void send(final PartitionBatch batch) {
            passing(Place.BEFORE_SEND);
            transport.send(batch);
        }

        @Override
        public void retire(final StreamHello hello) {
            transport.retire(hello);
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
