package io.ratinggrid.rating.journal;

/**
 * Where a partition's journal stands: what the next entry must follow.
 *
 * @param sequence of the last entry, 0 for none
 * @param checksum of the last entry, 0 for none
 * @param timeMs of the last entry
 */
public record JournalTip(long sequence, long checksum, long timeMs, long gridEpoch, long ownerEpoch) {
    /** Before the first entry. */
    public static final JournalTip START = new JournalTip(0, 0, 0, 0, 0);

    /**
     * The tip after an entry.
     *
     * @throws IllegalArgumentException if the entry does not follow this tip
     */
    public JournalTip follow(final JournalEntry entry) {
        final EntryHeader header = entry.header();
        final long epoch = header.kind() == EntryKind.OPENING ? ownerEpoch + 1 : ownerEpoch;
        if (header.sequence() != sequence + 1
                || header.predecessor() != checksum
                || header.timeMs() < timeMs
                || header.gridEpoch() < gridEpoch
                || header.ownerEpoch() != epoch) {
            throw new IllegalArgumentException("journal chain is broken: entry=" + header + " after=" + this);
        }
        return new JournalTip(
                header.sequence(), entry.checksum(), header.timeMs(), header.gridEpoch(), header.ownerEpoch());
    }
}
