package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueFailedException;
import io.ratinggrid.ingest.stream.NumberedQueue;
import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.ingest.stream.StreamFault;
import io.ratinggrid.ingest.stream.StreamListener;
import io.ratinggrid.ingest.stream.StreamSender;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.StreamHello;

/** A gateway: one process after the other on a disk with a queue, kept answers, a directory of identities and records in suspense. */
final class SimGateway {
    private static final int UNKNOWN = -1;
    /** Longer than a node of a simulated grid may take to notice that the others went on without it. */
    private static final int BEHIND_MS = 5_000;

    private static final int[] RETIRE_MS = {10, 1_000, 4_000};
    /** What was said last of a stream that is over has had its effect. */
    private static final long RETIRED_US = 5_000_000;

    private final World world;
    private final int place;
    private final Chance chance;
    private final Directory directory = Traffic.directory();
    /** Numbers of events that wait for their identity to be followed. */
    private final Set<Integer> suspended = new LinkedHashSet<>();

    private SimStream stream;
    private Life life;
    private NumberedQueue numbers;
    private StreamSender sender;
    private GridTransport transport;
    private SimThread thread;
    private MoveFollower follower;
    private List<Runnable> unforced = new ArrayList<>();
    private boolean forcing;
    private boolean full;
    private boolean ending;
    private long begunAnewUs = -RETIRED_US;

    SimGateway(final World world, final int place) {
        this.world = world;
        this.place = place;
        chance = world.chance.split();
        stream = newStream();
    }

    int place() {
        return place;
    }

    String name() {
        return world.scale.place(place);
    }

    boolean isAlive() {
        return life != null && life.isAlive();
    }

    Directory directory() {
        return directory;
    }

    Set<Integer> suspended() {
        return suspended;
    }

    GridTransport transport() {
        return transport;
    }

    StreamSender.State senderState() {
        return isAlive() ? sender.state() : StreamSender.State.CLOSED;
    }

    Life life() {
        return life;
    }

    /** True when it neither ends a stream nor says any more that one is over. */
    boolean isSettled() {
        return !ending && world.time.nowUs() - begunAnewUs >= RETIRED_US;
    }

    /** True while records wait to be forced. */
    boolean isForcing() {
        return isAlive() && forcing;
    }

    /** Its disk has no room, or has again. */
    void full(final boolean isFull) {
        full = isFull;
    }

    /** Its disk refuses; the process cannot go on. */
    void fail() {
        stream.queue.fail();
    }

    private SimStream newStream() {
        return new SimStream(chance.nextLong(), chance.nextLong(), world.scale.partitions());
    }

    /** Starts a process, if there is none. */
    void start() {
        if (isAlive()) {
            return;
        }
        world.trace.add(name(), "starts");
        life = new Life(world.time);
        unforced = new ArrayList<>();
        forcing = false;
        ending = false;
        stream.queue.open();
        numbers =
                NumberedQueue.recover(stream.queue, stream.point(), (index, partition, number, bytes, o, length) -> {});
        thread = new SimThread(world.time, life, chance.split(), this::onFailure);
        transport = new GridTransport(
                        new GridTransportSettings(name(), world.addresses, "", 50, 2_000, java.util.Optional.empty()),
                        message -> {},
                        (address, handler) -> new SimLink(
                                world, this, life, world.nodes.get(world.addresses.indexOf(address)), handler),
                        new SimThread(world.time, life, chance.split(), this::onFailure))
                .start();
        follower = new MoveFollower(world, this, life);
        follower.start();
        startSender();
        life.at(100_000, this::keep);
    }

    private void startSender() {
        sender = new StreamSender(
                stream.nextSession(),
                numbers,
                stream.committed(),
                transport,
                thread,
                new SimClock(world.time),
                settings(),
                file -> SimEvent.fileName(name(), file),
                new Listener(stream));
        sender.start();
    }

    private SenderSettings settings() {
        return new SenderSettings(
                chance.between(1, 60),
                16_384,
                SenderSettings.BATCHES_PER_SECOND,
                16_384,
                200,
                20,
                2_000,
                500,
                100,
                5_000,
                BEHIND_MS);
    }

    /** SIGKILL; with a cut of power what was not forced is gone. */
    void kill(final String why, final boolean powerCut) {
        if (isAlive()) {
            world.trace.add(name(), "dies: " + why);
            life.die();
            if (powerCut) {
                stream.cut();
            }
        }
    }

    /** Its queue is gone; the next process begins a new one. */
    void loseDisk() {
        kill("its disk is lost", true);
        stream = newStream();
        suspended.clear();
        world.origins.diskLost(this);
    }

    /** Takes an event; {@code accepted} runs when it is in the queue, forced. Refused without a word when there is no room. */
    void take(final SimEvent event, final Runnable accepted) {
        if (!isAlive() || life.isStopped() || full || ending) {
            return;
        }
        final String account = event.byIdentity() ? directory.account(event.holder(), event.startMs()) : event.holder();
        final byte[] command = event.command(account);
        final int partition = AccountKey.partition(AccountKey.of(account), world.scale.partitions());
        try {
            numbers.append(partition, command, 0, command.length);
        } catch (final QueueFailedException e) {
            fail(e);
            return;
        }
        unforced.add(accepted);
        if (!forcing) {
            forcing = true;
            life.at(chance.between(100, 3_000), this::force);
        }
    }

    private void force() {
        forcing = false;
        final List<Runnable> waiting = unforced;
        unforced = new ArrayList<>();
        try {
            stream.queue.force(stream.queue.lastIndex());
        } catch (final QueueFailedException e) {
            fail(e);
            return;
        }
        sender.wake();
        waiting.forEach(Runnable::run);
    }

    private void fail(final RuntimeException why) {
        kill(why.getMessage(), true);
        world.time.at(chance.between(300, 3_000) * 1_000L, this::start);
    }

    /** Every so often: answers are flushed, the queue begins a new file, its end is kept. */
    private void keep() {
        life.at(100_000, this::keep);
        stream.flush();
        ending |= chance.permille(5) && !world.isHealed();
        if (ending && !forcing && stream.isDrained()) {
            beginAnew();
        }
        if (chance.permille(50)) {
            try {
                stream.queue.roll();
                stream.keepPoint(numbers.end());
            } catch (final QueueFailedException e) {
                fail(e);
            }
        }
    }

    /** Its stream is drained and over; the grid hears so, more than once as such words may get lost. */
    private void beginAnew() {
        final StreamHello over = stream.hello();
        sender.close();
        for (final int delayMs : RETIRE_MS) {
            life.at(delayMs * 1_000L, () -> transport.retire(over));
        }
        ending = false;
        begunAnewUs = world.time.nowUs();
        stream = newStream();
        numbers = NumberedQueue.recover(stream.queue, stream.point(), (i, p, n, bytes, o, length) -> {});
        startSender();
        world.trace.add(name(), "begins a new stream");
    }

    private void onFailure(final Throwable failure) {
        world.problems.add("thread stopped", name() + " " + failure);
        world.trace.add(name(), "a thread stopped: " + failure);
    }

    private void takeOver(final SimStream old) {
        final SimStream next = newStream();
        final NumberedQueue into = NumberedQueue.recover(next.queue, next.point(), (i, p, n, bytes, o, length) -> {});
        old.queue.force(old.queue.lastIndex());
        NumberedQueue.read(old.queue, old.committed().index(), (index, partition, number, bytes, offset, length) -> {
            if (number > old.committed().numbers()[partition]) {
                into.append(partition, bytes, offset, length);
            }
        });
        if (next.queue.lastIndex() != EventQueue.NONE) {
            next.keepPoint(into.end());
        }
        stream = next;
        numbers = into;
        startSender();
    }

    /** Keeps answers as the real gateway does: what is suspended first, then how far the stream has come. */
    private final class Listener implements StreamListener {
        private final SimStream of;
        private final ByteSource source = new ByteSource();
        private final ByteSource one = new ByteSource();
        private final Command command = new Command();

        Listener(final SimStream of) {
            this.of = of;
        }

        @Override
        public void answered(final PartitionBatch batch, final PartitionReply reply) {
            source.wrap(batch.commands(), 0, batch.bytes());
            for (int i = 0; i < batch.count(); i++) {
                final int length = (int) source.getVar();
                CommandCodec.decode(one.wrap(batch.commands(), source.position(), length), command);
                source.skip(length);
                final int number = SimEvent.number(command);
                final int code = reply.codes().length == 0 ? UNKNOWN : reply.codes()[i];
                if (code == ResultCode.IDENTITY_MOVED.number()) {
                    suspended.add(number);
                } else {
                    world.origins.told(SimGateway.this, number, code);
                }
            }
            of.answered(batch);
            world.trace.add(
                    name(),
                    "answered partition=" + batch.partition() + " from=" + batch.firstNumber() + " count="
                            + batch.count() + " " + reply.outcome());
        }

        @Override
        public void committedThrough(final long index) {
            of.committedThrough(index);
        }

        @Override
        public void faulted(final StreamFault fault, final String message) {
            world.trace.add(name(), "stream stopped: " + fault + " " + message);
            world.problems.add("stream stopped", name() + " " + fault + " " + message);
            if (fault.newIncarnation()) {
                life.at(chance.between(1_000, 20_000), () -> takeOver(of));
            }
        }
    }
}
