package io.ratinggrid.node.grid;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.ratinggrid.node.owner.StreamStand;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/** The way to the owners for a stream in their own process: messages are handed over as they are. */
final class LocalTransport implements Transport {
    private final Grid grid;
    private ReplyHandler handler;
    private boolean closed;

    LocalTransport(final Grid grid) {
        this.grid = grid;
    }

    @Override
    public void connect(final StreamHello hello, final ReplyHandler newHandler) {
        synchronized (this) {
            handler = newHandler;
        }
        if (hello.partitions() != grid.partitions()) {
            answer(StreamPositions.closed(
                    hello,
                    StreamPositions.Outcome.REFUSED,
                    "the sender counts partitions=" + hello.partitions() + ", the grid has partitions="
                            + grid.partitions()));
            return;
        }
        final Positions positions = new Positions(hello);
        for (int partition = 0; partition < grid.partitions(); partition++) {
            final int asked = partition;
            if (!grid.offer(asked, owner -> owner.hello(hello, stand -> positions.add(asked, stand)))) {
                positions.add(asked, null);
            }
        }
    }

    @Override
    public void send(final PartitionBatch batch) {
        send(batch, () -> {});
    }

    @Override
    public void send(final PartitionBatch batch, final Runnable free) {
        final Optional<Withheld> reason = grid.withheld(batch.partition());
        if (reason.isPresent()) {
            answer(PartitionReply.later(batch, reason.get().reply(), grid.retryAfterMs()));
        } else if (!grid.offer(batch.partition(), owner -> owner.receive(batch, reply -> answer(reply, free)))) {
            answer(PartitionReply.busy(batch, grid.retryAfterMs()));
        }
    }

    @Override
    public void retire(final StreamHello hello) {
        for (int partition = 0; partition < grid.partitions(); partition++) {
            grid.offer(partition, owner -> owner.retire(hello));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The owner is done with the batch: whether anyone still hears of it or not. */
    private void answer(final PartitionReply reply, final Runnable free) {
        answer(reply);
        free.run();
    }

    private synchronized void answer(final PartitionReply reply) {
        if (!closed && handler != null) {
            handler.onReply(reply);
        }
    }

    private synchronized void answer(final StreamPositions positions) {
        if (!closed) {
            handler.onConnected(positions);
        }
    }

    /** Gathers where the stream stands in all partitions. */
    private final class Positions {
        private final StreamHello hello;
        private final long[] lastNumbers;
        private final long[] checksums;
        private final AtomicInteger missing;
        private final AtomicReference<StreamPositions> refusal = new AtomicReference<>();

        Positions(final StreamHello hello) {
            this.hello = hello;
            lastNumbers = new long[hello.partitions()];
            checksums = new long[hello.partitions()];
            missing = new AtomicInteger(hello.partitions());
            Arrays.fill(lastNumbers, StreamPositions.UNKNOWN);
        }

        /** Takes the stand in one partition, null if it could not be asked. Each partition has its place in the arrays. */
        void add(final int partition, final StreamStand stand) {
            if (stand != null && stand.outcome() == StreamStand.Outcome.KNOWN) {
                lastNumbers[partition] = stand.lastNumber();
                checksums[partition] = stand.chain();
            } else if (stand != null && stand.outcome() == StreamStand.Outcome.FENCED) {
                refusal.set(StreamPositions.closed(
                        hello,
                        StreamPositions.Outcome.FENCED,
                        "session=" + hello.session() + " is not the latest: partition=" + partition));
            }
            if (missing.decrementAndGet() == 0) {
                answer(refusal.get() != null ? refusal.get() : StreamPositions.open(hello, lastNumbers, checksums));
            }
        }
    }
}
