package io.ratinggrid.node.grid;

import java.util.ArrayDeque;
import java.util.Queue;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.seam.Scheduler;

/**
 * The slots of one node, given oldest request first, those that come first before the others, which get every sixteenth while those
 * wait. Until the others have given back some since one came first, they have a quarter of the slots at once: the time of the cores
 * that they leave is for those that somebody waits for. Any thread.
 */
final class SharedCommitSlots {
    private static final int FIRST_IN_A_ROW = 15;
    private static final int KEPT_BACK = 64;

    private final Queue<Runnable> first = new ArrayDeque<>();
    private final Queue<Runnable> others = new ArrayDeque<>();
    private final int mostOfOthers;
    private int free;
    private int ofOthers;
    /** So many slots the others give back before they may have all again. */
    private int keptBack;

    private int inARow;

    SharedCommitSlots(final int slots) {
        free = slots;
        mostOfOthers = Math.max(1, slots / 4);
    }

    /** The slots as an owner on that thread sees them. */
    CommitSlots on(final Scheduler scheduler) {
        return new CommitSlots() {
            @Override
            public void request(final Runnable granted) {
                requestOther(() -> scheduler.execute(granted));
            }

            @Override
            public void requestFirst(final Runnable granted) {
                requestBefore(() -> scheduler.execute(granted));
            }

            @Override
            public void release() {
                releaseOther();
            }

            @Override
            public void releaseFirst() {
                releaseBefore();
            }
        };
    }

    private void requestOther(final Runnable grant) {
        synchronized (this) {
            others.add(grant);
        }
        grantFree();
    }

    private void requestBefore(final Runnable grant) {
        synchronized (this) {
            keptBack = KEPT_BACK;
            first.add(grant);
        }
        grantFree();
    }

    private void releaseOther() {
        synchronized (this) {
            free++;
            ofOthers--;
            keptBack = Math.max(0, keptBack - 1);
        }
        grantFree();
    }

    private void releaseBefore() {
        synchronized (this) {
            free++;
        }
        grantFree();
    }

    private void grantFree() {
        for (Runnable next = take(); next != null; next = take()) {
            next.run();
        }
    }

    /** The next that gets a slot, null for none. */
    private synchronized Runnable take() {
        if (free == 0) {
            return null;
        }
        final boolean isOthersTurn = first.isEmpty() || inARow == FIRST_IN_A_ROW;
        if (isOthersTurn && !others.isEmpty() && (keptBack == 0 || ofOthers < mostOfOthers)) {
            inARow = 0;
            free--;
            ofOthers++;
            return others.poll();
        }
        if (first.isEmpty()) {
            return null;
        }
        inARow = Math.min(inARow + 1, FIRST_IN_A_ROW);
        free--;
        return first.poll();
    }
}
