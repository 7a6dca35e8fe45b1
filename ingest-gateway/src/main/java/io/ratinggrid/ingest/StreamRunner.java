package io.ratinggrid.ingest;

import java.util.concurrent.atomic.LongAdder;

import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.intake.DiskGuard;
import io.ratinggrid.ingest.intake.PendingGate;
import io.ratinggrid.ingest.intake.QueueIntake;
import io.ratinggrid.ingest.json.EventText;
import io.ratinggrid.ingest.stream.Incarnation;
import io.ratinggrid.ingest.stream.StreamFault;
import io.ratinggrid.ingest.stream.StreamListener;
import io.ratinggrid.ingest.stream.StreamSender;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.Transport;
import io.ratinggrid.seam.Scheduler;

/** Keeps a sender going on the current incarnation, and begins a new incarnation when the grid disowns it. */
final class StreamRunner {
    private final GatewaySettings settings;
    private final GatewayState state;
    private final Transport transport;
    private final Scheduler scheduler;
    private final PendingGate gate;
    private final AnswerWaiters waiters;
    private final ServiceUnits units;
    private final Alarms alarms;
    private final LongAdder answersLost = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder commands = new LongAdder();
    private final PendingAge age;
    private final QueueIntake queue;
    private volatile StreamSender sender;

    StreamRunner(
            final GatewaySettings settings,
            final GatewayState state,
            final Transport transport,
            final Scheduler scheduler,
            final AnswerWaiters waiters,
            final ServiceUnits units,
            final Alarms alarms) {
        this.settings = settings;
        this.state = state;
        this.transport = transport;
        this.scheduler = scheduler;
        this.waiters = waiters;
        this.units = units;
        this.alarms = alarms;
        gate = new PendingGate(
                settings.pendingLimit(),
                settings.retryAfterMs(),
                new DiskGuard(settings.data(), settings.freeDiskBytes()));
        gate.set(state.pending());
        age = new PendingAge(
                state.incarnation.serial(),
                state.ledger.committed(state.incarnation.serial()).index());
        if (state.pending() > 0) {
            age.appended(state.incarnation.serial(), state.incarnation.queue().lastIndex(), nowMs());
        }
        queue = new QueueIntake(state.incarnation, gate, this::appended);
        sender = senderOf(state.incarnation);
    }

    void start() {
        sender.start();
    }

    QueueIntake queue() {
        return queue;
    }

    PendingGate gate() {
        return gate;
    }

    StreamSender.State senderState() {
        return sender.state();
    }

    /** Commands committed before this process could keep their answers, and whose answers the grid has forgotten. */
    long answersLost() {
        return answersLost.sum();
    }

    /** Any thread; waits for an append or a take-over that is under way. */
    StreamProgress progress() {
        return new StreamProgress(
                queue.incarnation().id().toString(),
                sender.state(),
                gate.pending(),
                settings.pendingLimit(),
                age.oldestMs(nowMs()),
                batches.sum(),
                commands.sum(),
                answersLost.sum());
    }

    private void appended(final int incarnation, final long index) {
        age.appended(incarnation, index, nowMs());
        sender.wake();
    }

    private static long nowMs() {
        return SystemClock.INSTANCE.nanoTime() / 1_000_000;
    }

    void close() {
        gate.close("the gateway is closed");
        sender.close();
    }

    private StreamSender senderOf(final Incarnation incarnation) {
        return new StreamSender(
                incarnation.hello(),
                incarnation.numbers(),
                state.ledger.committed(incarnation.serial()),
                transport,
                scheduler,
                SystemClock.INSTANCE,
                settings.sender(),
                state.ledger::nameOf,
                new Listener(incarnation));
    }

    private void faulted(final StreamFault fault, final String message) {
        alarms.raise("the stream stopped: " + fault + ", " + message);
        if (!fault.newIncarnation()) {
            gate.close("the stream stopped: " + fault);
            return;
        }
        // Holds the intake, which may itself wait for the disk: not on the sender's thread.
        final Thread thread = new Thread(this::beginAnew, "gateway-take-over");
        thread.setDaemon(true);
        thread.start();
    }

    private void beginAnew() {
        try {
            queue.replace(old -> {
                final Incarnation next =
                        new TakeOver(state.incarnations, waiters).from(old, state.ledger.committed(old.serial()));
                gate.set(next.numbers().appended());
                age.takenOver(next.serial(), next.queue().lastIndex(), nowMs());
                sender = senderOf(next);
                state.replaced(old);
                alarms.raise("a new stream " + next.id() + " took over "
                        + next.numbers().appended() + " commands that were not committed in " + old.id());
                return next;
            });
            sender.start();
        } catch (final RuntimeException e) {
            alarms.raise("no new stream could begin: " + e);
            gate.close("no new stream could begin");
        }
    }

    /** Hands on what one incarnation's sender says. */
    private final class Listener implements StreamListener {
        private final int incarnation;
        private final AnswerKeeper keeper;
        private final Retention retention;

        Listener(final Incarnation incarnation) {
            this.incarnation = incarnation.serial();
            final Ledger ledger = state.ledger;
            keeper = new AnswerKeeper(
                    this.incarnation,
                    settings.power(),
                    ledger,
                    state.suspense,
                    state.directory,
                    gate,
                    waiters,
                    new EventText(units),
                    answersLost);
            retention = new Retention(incarnation, ledger);
        }

        @Override
        public void answered(final PartitionBatch batch, final PartitionReply reply) {
            keeper.keep(batch, reply);
            batches.increment();
            commands.add(batch.count());
        }

        @Override
        public void committedThrough(final long index) {
            state.ledger.committedThrough(incarnation, index);
            age.committedThrough(incarnation, index);
            retention.committedThrough(index, System.nanoTime());
        }

        @Override
        public void faulted(final StreamFault fault, final String message) {
            StreamRunner.this.faulted(fault, message);
        }
    }
}
