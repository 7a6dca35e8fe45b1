package io.ratinggrid.perf.failover;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.intake.GatewayFullException;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** Calls of random accounts at a steady rate, on a thread of its own; each answer is told to a clock. */
final class UsageLoad implements AutoCloseable {
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Gateway gateway;
    private final FailoverSettings settings;
    private final AckClock clock;
    private final FailoverEvents events;
    private final Thread thread = new Thread(this::run, "usage");
    private final LongAdder refused = new LongAdder();
    private final LongAdder notRated = new LongAdder();
    private long sent;
    private volatile boolean closed;

    UsageLoad(
            final Gateway gateway, final FailoverSettings settings, final FailoverEvents events, final AckClock clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
    }

    void start() {
        thread.start();
    }

    /** Answers that were not those of a rated event; there should be none. */
    long notRated() {
        return notRated.sum();
    }

    /** Events so far, with those that were refused; to be asked once it is closed. */
    long sent() {
        return sent;
    }

    /** Events that the gateway had no room for. */
    long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns once nothing more is sent. */
    void stop() {
        closed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        final long startNs = System.nanoTime();
        while (!closed) {
            final long due = (System.nanoTime() - startNs) / 1_000 * settings.rate() / 1_000_000;
            while (sent < due) {
                send();
            }
            LockSupport.parkNanos(STEP_NS);
        }
    }

    private void send() {
        final Command command = events.fill(sent);
        sent++;
        final int partition = AccountKey.partition(command.account, settings.partitions());
        try {
            gateway.submit(command).thenAccept(code -> answered(partition, code));
        } catch (final GatewayFullException e) {
            refused.increment();
        }
    }

    private void answered(final int partition, final ResultCode code) {
        clock.answered(partition);
        if (code.kind() != ResultCode.Kind.RATED) {
            notRated.increment();
        }
    }
}
