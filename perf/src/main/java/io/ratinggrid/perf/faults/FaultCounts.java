package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.List;

/** Lines by the fault that was the last before they were made. One thread. */
final class FaultCounts {

    /** Of one trial. */
    static final class Count {
        private long accepted;
        private long committed;
        private long lost;
        private long duplicated;
        private long goneWithDisk;

        long accepted() {
            return accepted;
        }

        long committed() {
            return committed;
        }

        long lost() {
            return lost;
        }

        long duplicated() {
            return duplicated;
        }

        long goneWithDisk() {
            return goneWithDisk;
        }
    }

    private final List<Count> counts = new ArrayList<>();

    /** Of the trial of a number; 0 is what was sent before the first. */
    Count of(final int fault) {
        while (counts.size() <= fault) {
            counts.add(new Count());
        }
        return counts.get(fault);
    }

    void accepted(final int fault) {
        of(fault).accepted++;
    }

    void committed(final int fault) {
        of(fault).committed++;
    }

    void lost(final int fault) {
        of(fault).lost++;
    }

    void duplicated(final int fault) {
        of(fault).duplicated++;
    }

    /** Accepted, not committed, and not in the journal: it was in the queue of a gateway whose disk is gone. */
    void goneWithDisk(final int fault) {
        of(fault).goneWithDisk++;
    }
}
