package io.ratinggrid.node.grid;

import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.owner.OwnerState;

/** How many partitions are open and imaged, for those who wait. Any thread. */
final class OpenCount {
    private final int partitions;
    private final long[] rounds;
    private int open;

    OpenCount(final int partitions) {
        this.partitions = partitions;
        rounds = new long[partitions];
    }

    synchronized void moved(final OwnerState from, final OwnerState to) {
        open += (to == OwnerState.OPEN ? 1 : 0) - (from == OwnerState.OPEN ? 1 : 0);
        notifyAll();
    }

    synchronized void imaged(final int partition) {
        rounds[partition]++;
        notifyAll();
    }

    synchronized int open() {
        return open;
    }

    synchronized long[] rounds() {
        return rounds.clone();
    }

    synchronized boolean awaitOpen(final long timeoutMs) {
        final long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (open < partitions) {
            if (!waitUntil(deadlineNs)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for so many more complete rounds in each partition. */
    synchronized boolean awaitRounds(final long[] before, final int more, final long timeoutMs) {
        final long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        for (int partition = 0; partition < partitions; partition++) {
            while (rounds[partition] < before[partition] + more) {
                if (!waitUntil(deadlineNs)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean waitUntil(final long deadlineNs) {
        final long leftNs = deadlineNs - System.nanoTime();
        if (leftNs <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, leftNs));
            return true;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
