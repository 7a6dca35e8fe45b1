package io.ratinggrid.node.grid;

import java.util.ArrayDeque;
import java.util.Queue;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.seam.Scheduler;

/** The slots of one node, given oldest request first, those that come first before the others. */
final class SharedCommitSlots {
    private final Queue<Runnable> first = new ArrayDeque<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

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
            next = first.isEmpty() ? waiting.poll() : first.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
