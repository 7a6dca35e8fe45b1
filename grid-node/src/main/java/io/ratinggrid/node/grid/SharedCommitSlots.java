package io.ratinggrid.node.grid;

import java.util.ArrayDeque;
import java.util.Queue;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.seam.Scheduler;

/**
 * The slots of one node, given oldest request first, those that come first before the others, which get every fourth. While some
 * come first, the others have a quarter of the slots at once: the time of the cores that they leave is for those that somebody
 * waits for.
 */
final class SharedCommitSlots {
    private static final int FIRST_IN_A_ROW = 3;
    /** So many slots the others give back before they have all again, counted from the last one that came first. */
    private static final int KEPT_BACK = 64;

    private final Queue<Request> first = new ArrayDeque<>();
    private final Queue<Request> others = new ArrayDeque<>();
    private final int mostOfOthers;
    private int free;
    private int ofOthers;
    private int keptBack;
    private int inARow;

    /** {@code ofOwner} asked, before the others or not; {@code granted} is run outside the lock. */
    private record Request(OwnerSlots ofOwner, boolean isFirst, Runnable granted) {}

    SharedCommitSlots(final int slots) {
        free = slots;
        mostOfOthers = Math.max(1, slots / 4);
    }

    /** The slots as an owner on that thread sees them. */
    CommitSlots on(final Scheduler scheduler) {
        return new OwnerSlots(scheduler);
    }

    private void request(final Request request) {
        synchronized (this) {
            if (request.isFirst()) {
                keptBack = KEPT_BACK;
                first.add(request);
            } else {
                others.add(request);
            }
        }
        grantFree();
    }

    private void release(final OwnerSlots owner) {
        synchronized (this) {
            free++;
            if (owner.ofOthers > 0) {
                owner.ofOthers--;
                ofOthers--;
                keptBack = Math.max(0, keptBack - 1);
            }
        }
        grantFree();
    }

    private void grantFree() {
        for (Request next = take(); next != null; next = take()) {
            next.granted().run();
        }
    }

    /** The next that gets a slot, null for none. */
    private synchronized Request take() {
        final Request next = free == 0 ? null : poll();
        if (next == null) {
            return null;
        }
        free--;
        if (!next.isFirst()) {
            next.ofOwner().ofOthers++;
            ofOthers++;
        }
        return next;
    }

    private Request poll() {
        final boolean isOthersTurn = first.isEmpty() || inARow == FIRST_IN_A_ROW;
        if (isOthersTurn && !others.isEmpty() && (keptBack == 0 || ofOthers < mostOfOthers)) {
            inARow = 0;
            return others.poll();
        }
        inARow = Math.min(inARow + 1, FIRST_IN_A_ROW);
        return first.poll();
    }

    /** Of an owner, which gives back a slot that did not come first before one that did. */
    private final class OwnerSlots implements CommitSlots {
        private final Scheduler scheduler;
        /** Slots that it has and that did not come first; under the lock of all. */
        private int ofOthers;

        OwnerSlots(final Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void request(final Runnable granted) {
            SharedCommitSlots.this.request(new Request(this, false, () -> scheduler.execute(granted)));
        }

        @Override
        public void requestFirst(final Runnable granted) {
            SharedCommitSlots.this.request(new Request(this, true, () -> scheduler.execute(granted)));
        }

        @Override
        public void release() {
            SharedCommitSlots.this.release(this);
        }
    }
}
