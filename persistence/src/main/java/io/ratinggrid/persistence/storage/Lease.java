package io.ratinggrid.persistence.storage;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * For how long a node may take itself for a part of the grid: a quarter of the failure detection timeout from the moment at which it asked
 * others that have then said, enough of them for a majority, that they see the same nodes. Who is cut off, or was stopped and does not know that
 * others went on without it, holds none before they can have done so. Any thread.
 */
final class Lease {
    private static final int PART = 4;
    private static final int ASKED_IN_IT = 5;

    private final long lengthNs;
    private final Set<UUID> saidSo = new HashSet<>();
    private Set<String> members = Set.of();
    private int others;
    private long round;
    private long askedNs;
    private volatile long fromNs;

    Lease(final long failureDetectionMs) {
        lengthNs = TimeUnit.MILLISECONDS.toNanos(failureDetectionMs) / PART;
        fromNs = System.nanoTime() - lengthNs - 1;
    }

    /** How often to ask. */
    long askEveryNs() {
        return lengthNs / ASKED_IN_IT;
    }

    boolean isHeld() {
        return System.nanoTime() - fromNs <= lengthNs;
    }

    /** Begins to ask; {@code needed} of the others must say that they see the same. Returns what tells their answers from earlier ones. */
    synchronized long ask(final Set<String> seen, final int needed) {
        members = Set.copyOf(seen);
        others = needed;
        saidSo.clear();
        askedNs = System.nanoTime();
        round++;
        hold();
        return round;
    }

    synchronized void heard(final UUID node, final long answered, final Set<String> seen) {
        if (answered == round && seen.equals(members)) {
            saidSo.add(node);
            hold();
        }
    }

    private void hold() {
        if (saidSo.size() >= others) {
            fromNs = askedNs;
        }
    }
}
