package io.ratinggrid.node.owner;

import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * What time has to do in an open partition: cycles that turn and close, reservations that lapse. It is carried out by commands in the
 * journal like all else, as of the entry's time, some in each entry. Nothing happens while {@link OwnerContext#tickMs} is 0. Stepped on the
 * owner's thread.
 */
final class DueWork {
    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final PartitionLogic logic;
    private final Runnable goOn;
    private boolean dropped;

    /** {@code goOn} is run at every tick: it asks {@link #isAt}. */
    DueWork(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final PartitionLogic logic,
            final Runnable goOn) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.logic = logic;
        this.goOn = goOn;
    }

    /** From now on. */
    void start() {
        if (context.tickMs() > 0) {
            seams.scheduler().schedule(context.tickMs(), this::tick);
        }
    }

    private void tick() {
        if (!dropped) {
            goOn.run();
            start();
        }
    }

    /** No tick is heard any more. */
    void drop() {
        dropped = true;
    }

    /** True if something is due now, in a journal whose last entry is of {@code timeMs}. */
    boolean isAt(final long timeMs) {
        return context.tickMs() > 0
                && logic.dueMs() <= Math.max(timeMs, seams.clock().timeMs());
    }

    /** Does what is due at the entry's time, as far as one entry may. */
    void fill(final EntryBuilder builder) {
        for (int i = 0; i < context.dueCommands() && isDue(builder); i++) {
            final ResultCode code = builder.executeDue();
            if (code != ResultCode.DONE) {
                seams.listener()
                        .alarm(
                                partition,
                                "what time has to do at an account cannot be done, an hour later again: " + code);
            }
        }
    }

    private boolean isDue(final EntryBuilder builder) {
        return context.tickMs() > 0 && logic.dueMs() <= builder.timeMs() && !builder.isQuarterFull();
    }
}
