package io.ratinggrid.node.cluster;

/**
 * How much of the journal stays though images contain it.
 *
 * @param entries of each partition, the last ones; 0 all of them
 * @param forMs   for how long entries stay in any case, milliseconds
 */
public record KeptJournal(int entries, long forMs) {
    /** Nothing goes. */
    public static final KeptJournal ALL = new KeptJournal(0, 3_600_000);

    public KeptJournal {
        if (entries < 0 || forMs < 0) {
            throw new IllegalArgumentException("node.journal-keep-entries=" + entries + " and node.journal-keep-for="
                    + forMs + "ms must be at least 0");
        }
    }
}
