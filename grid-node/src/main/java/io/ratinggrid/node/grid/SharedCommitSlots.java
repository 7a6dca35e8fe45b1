package io.ratinggrid.node.grid;

import java.util.ArrayDeque;
import java.util.Queue;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.seam.Scheduler;

/** The slots of one node, given oldest request first, those that come first before the others, which get every fourth. */
final class SharedCommitSlots {
    private static final int FIRST_IN_A_ROW = 3;

    private final Queue<Runnable> first = new ArrayDeque<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;
    private int inARow;

    SharedCommitSlots(final int slots) {
        free = slots;
    }

    /** The slots as an owner on that thread sees them. */
    CommitSlots on(final Scheduler scheduler) {
        return new CommitSlots() {
            @Override
            public void request(final Runnable granted) {
                SharedCommitSlots.this.request(waiting, () -> scheduler.execute(granted));
            }

            @Override
            public void requestFirst(final Runnable granted) {
                SharedCommitSlots.this.request(first, () -> scheduler.execute(granted));
            }

            @Override
            public void release() {
                SharedCommitSlots.this.release();
            }
        };
    }

    private void request(final Queue<Runnable> queue, final Runnable grant) {
        synchronized (this) {
            if (free == 0) {
                queue.add(grant);
                return;
            }
            free--;
        }
        grant.run();
    }

    private void release() {
        final Runnable next;
        synchronized (this) {
            next = poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }

    /** The next that waits, null for none. */
    private Runnable poll() {
        if (first.isEmpty() || inARow == FIRST_IN_A_ROW && !waiting.isEmpty()) {
            inARow = 0;
            return waiting.poll();
        }
        inARow = Math.min(inARow + 1, FIRST_IN_A_ROW);
        return first.poll();
    }
}
