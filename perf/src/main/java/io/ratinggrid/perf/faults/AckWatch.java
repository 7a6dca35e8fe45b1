package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Measures how long it takes from a fault until each partition has answered through each gateway something that was sent after the
 * fault. Any thread.
 */
final class AckWatch {
    private final int partitions;
    private final long beganNs;
    private final List<BitSet> missing = new ArrayList<>();
    private long recoveredNs;

    /** Counts from now on. */
    AckWatch(final int gateways, final int partitions) {
        this.partitions = partitions;
        beganNs = System.nanoTime();
        for (int gateway = 0; gateway < gateways; gateway++) {
            final BitSet all = new BitSet();
            all.set(0, partitions);
            missing.add(all);
        }
    }

    /** Something sent at {@code sentNs} was acknowledged now. */
    synchronized void acked(final int gateway, final int partition, final long sentNs) {
        if (sentNs - beganNs >= 0 && missing.get(gateway).get(partition)) {
            missing.get(gateway).clear(partition);
            if (isRecovered()) {
                recoveredNs = System.nanoTime();
                notifyAll();
            }
        }
    }

    /** Waits for it, and gives the milliseconds; -1 if it takes longer. */
    synchronized long await(final long mostMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + mostMs * 1_000_000;
        while (!isRecovered()) {
            final long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return -1;
            }
            wait(leftMs);
        }
        return (recoveredNs - beganNs) / 1_000_000;
    }

    private boolean isRecovered() {
        return missing.stream().allMatch(BitSet::isEmpty);
    }

    /** What has not answered yet. */
    synchronized String missing() {
        return missing + " of partitions=" + partitions;
    }
}
