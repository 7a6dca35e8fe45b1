package io.ratinggrid.node.grid;

import java.util.ArrayDeque;
import java.util.Queue;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.seam.Scheduler;

/** The slots of one node, given oldest request first. */
final class SharedCommitSlots {
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
                SharedCommitSlots.this.request(() -> scheduler.execute(granted));
            }

            @Override
            public void release() {
                SharedCommitSlots.this.release();
            }
        };
    }

    private void request(final Runnable grant) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(grant);
                return;
            }
            free--;
        }
        grant.run();
    }

    private void release() {
        final Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
