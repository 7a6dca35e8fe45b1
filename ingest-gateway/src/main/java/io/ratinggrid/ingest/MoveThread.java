package io.ratinggrid.ingest;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.ratinggrid.ingest.intake.GatewayClosedException;
import io.ratinggrid.ingest.intake.MovedRecords;

/** The one thread that follows identities that have moved, as long as records wait for it. */
final class MoveThread implements AutoCloseable {
    private static final int LOOK_MS = 200;
    private static final int LONGEST_PAUSE_MS = 5_000;
    private static final int CLOSE_SECONDS = 30;

    private final MovedRecords records;
    private final BooleanSupplier waiting;
    private final Alarms alarms;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        final Thread made = new Thread(task, "gateway-moves");
        made.setDaemon(true);
        return made;
    });
    private int pauseMs = LOOK_MS;

    /** {@code waiting}: whether any record waits. */
    MoveThread(final MovedRecords records, final BooleanSupplier waiting, final Alarms alarms) {
        this.records = records;
        this.waiting = waiting;
        this.alarms = alarms;
    }

    MoveThread start() {
        thread.schedule(this::look, LOOK_MS, TimeUnit.MILLISECONDS);
        return this;
    }

    MovedRecords records() {
        return records;
    }

    /** What cannot be followed is looked at again ever later. */
    private void look() {
        try {
            final boolean inVain = waiting.getAsBoolean() && records.follow() == 0;
            pauseMs = inVain ? Math.min(2 * pauseMs, LONGEST_PAUSE_MS) : LOOK_MS;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final GatewayClosedException e) {
            pauseMs = LONGEST_PAUSE_MS;
        } catch (final RuntimeException e) {
            pauseMs = LONGEST_PAUSE_MS;
            if (!thread.isShutdown()) {
                alarms.raise("identities that have moved cannot be followed: " + e);
            }
        }
        if (!thread.isShutdown()) {
            thread.schedule(this::look, pauseMs, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
