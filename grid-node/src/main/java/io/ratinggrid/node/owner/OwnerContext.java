package io.ratinggrid.node.owner;

/** Settings of a partition's owner: set what differs from the default, then {@link #conclude()}. */
public final class OwnerContext {
    private boolean concluded;

    private long gridEpoch = 1;
    private int queuedCommands = 8_192;
    private int queuedBytes = 1 << 20;
    private int queuedRequests = 1_024;
    private int entryCommands = 4_096;
    private int entryBytes = 224 * 1024;
    private int besideOnlineBytes = 32 * 1024;
    private int besideOnlineMs = 2_000;
    private int predecessorCheckEvery = 1;
    private int retryUnknownMs = 50;
    private int retryAfterMs = 100;
    private int imageAfterEntries = 1_000;
    private long imageAfterBytes = 3L << 20;
    private int imageAfterMs = 300_000;
    private int keepEntries;
    private long keepMs = 3_600_000;
    private int tickMs;
    private int dueCommands = 64;
    private int followMs = 100;
    private int followAgainMs = 10_000;
    private boolean rivals;

    /** Incarnation of the grid, default 1; a restored grid gets the next. */
    public OwnerContext gridEpoch(final long newGridEpoch) {
        changeable().gridEpoch = newGridEpoch;
        return this;
    }

    public long gridEpoch() {
        return gridEpoch;
    }

    /** Most commands of streams that wait in a partition, default 8,192; beyond, batches are answered busy. */
    public OwnerContext queuedCommands(final int newQueuedCommands) {
        changeable().queuedCommands = newQueuedCommands;
        return this;
    }

    public int queuedCommands() {
        return queuedCommands;
    }

    /** Most bytes of streams' commands that wait in a partition, default 1 MiB. */
    public OwnerContext queuedBytes(final int newQueuedBytes) {
        changeable().queuedBytes = newQueuedBytes;
        return this;
    }

    public int queuedBytes() {
        return queuedBytes;
    }

    /** Most online commands, and as many queries, that wait in a partition, default 1,024. */
    public OwnerContext queuedRequests(final int newQueuedRequests) {
        changeable().queuedRequests = newQueuedRequests;
        return this;
    }

    public int queuedRequests() {
        return queuedRequests;
    }

    /**
     * True where other processes may own the partition, default false: then the journal is asked whether another's entry stands
     * there before a query or a hello is answered, so that an owner that does not know that it was replaced never answers.
     */
    public OwnerContext rivals(final boolean newRivals) {
        changeable().rivals = newRivals;
        return this;
    }

    public boolean rivals() {
        return rivals;
    }

    /** Most commands of one journal entry, default 4,096. */
    public OwnerContext entryCommands(final int newEntryCommands) {
        changeable().entryCommands = newEntryCommands;
        return this;
    }

    public int entryCommands() {
        return entryCommands;
    }

    /** Bytes of records that an entry is filled to, default 224 KiB; 80 KiB of them are left for the last record. */
    public OwnerContext entryBytes(final int newEntryBytes) {
        changeable().entryBytes = newEntryBytes;
        return this;
    }

    public int entryBytes() {
        return entryBytes;
    }

    /**
     * Bytes of records from which on an entry takes no more of streams while online commands come, default 32 KiB, some 130 events: the next one
     * waits until it is committed. Larger entries cost less for each event.
     */
    public OwnerContext besideOnlineBytes(final int newBesideOnlineBytes) {
        changeable().besideOnlineBytes = newBesideOnlineBytes;
        return this;
    }

    public int besideOnlineBytes() {
        return besideOnlineBytes;
    }

    /** Milliseconds after an online command until entries are as large as without, default 2,000. */
    public OwnerContext besideOnlineMs(final int newBesideOnlineMs) {
        changeable().besideOnlineMs = newBesideOnlineMs;
        return this;
    }

    public int besideOnlineMs() {
        return besideOnlineMs;
    }

    /**
     * After every how many appends the owner looks whether its predecessor still stands, default 1. More, or 0 for never, is for
     * measurements: what is answered in between may stand on a copy that lacks what went before.
     */
    public OwnerContext predecessorCheckEvery(final int newPredecessorCheckEvery) {
        changeable().predecessorCheckEvery = newPredecessorCheckEvery;
        return this;
    }

    public int predecessorCheckEvery() {
        return predecessorCheckEvery;
    }

    /** Milliseconds until an append of unknown outcome is put again, default 50. */
    public OwnerContext retryUnknownMs(final int newRetryUnknownMs) {
        changeable().retryUnknownMs = newRetryUnknownMs;
        return this;
    }

    public int retryUnknownMs() {
        return retryUnknownMs;
    }

    /** Milliseconds after which a refused sender may try again, default 100. */
    public OwnerContext retryAfterMs(final int newRetryAfterMs) {
        changeable().retryAfterMs = newRetryAfterMs;
        return this;
    }

    public int retryAfterMs() {
        return retryAfterMs;
    }

    /**
     * Entries after which a new round of images begins, default 1,000; what is replayed at most, about. Of this limit and the next two
     * each round has its own part, half to all ({@link io.ratinggrid.node.image.ImagePace}).
     */
    public OwnerContext imageAfterEntries(final int newImageAfterEntries) {
        changeable().imageAfterEntries = newImageAfterEntries;
        return this;
    }

    public int imageAfterEntries() {
        return imageAfterEntries;
    }

    /**
     * Bytes of entries, before packing, after which a new round of images begins, default 3 MiB: some 14,000 events, which are replayed in about as
     * many microseconds. The round waits while it would write more than four times as much.
     */
    public OwnerContext imageAfterBytes(final long newImageAfterBytes) {
        changeable().imageAfterBytes = newImageAfterBytes;
        return this;
    }

    public long imageAfterBytes() {
        return imageAfterBytes;
    }

    /**
     * Milliseconds after the first entry behind the images after which a new round of them begins, default 300,000; 0: never. So what has
     * to be replayed is short though not many events come, for what the bulk of an hour ago has left would be replayed for ever. The
     * round waits while it would write much more than has come.
     */
    public OwnerContext imageAfterMs(final int newImageAfterMs) {
        changeable().imageAfterMs = newImageAfterMs;
        return this;
    }

    public int imageAfterMs() {
        return imageAfterMs;
    }

    /**
     * Entries of a partition's journal that stay though images contain them, default 0: all. Those behind them go once they are
     * also older than {@link #keepMs}. What is gone cannot be explained any more, nor exported.
     */
    public OwnerContext keepEntries(final int newKeepEntries) {
        changeable().keepEntries = newKeepEntries;
        return this;
    }

    public int keepEntries() {
        return keepEntries;
    }

    /**
     * Milliseconds for which entries stay in any case, default an hour: an owner that was stopped for less and does not know that
     * it was replaced finds what it would write taken.
     */
    public OwnerContext keepMs(final long newKeepMs) {
        changeable().keepMs = newKeepMs;
        return this;
    }

    public long keepMs() {
        return keepMs;
    }

    /**
     * Milliseconds after which a quiet owner looks again what is due, default 0: never, then time moves by commands alone. Otherwise what
     * is due at the time of an entry is done in it.
     */
    public OwnerContext tickMs(final int newTickMs) {
        changeable().tickMs = newTickMs;
        return this;
    }

    public int tickMs() {
        return tickMs;
    }

    /** Most accounts for which an entry does what is due, default 64: cycles of all end at once, and others wait meanwhile. */
    public OwnerContext dueCommands(final int newDueCommands) {
        changeable().dueCommands = newDueCommands;
        return this;
    }

    public int dueCommands() {
        return dueCommands;
    }

    /** Milliseconds after which a follower looks for new entries, default 100: what is left to replay when it opens. */
    public OwnerContext followMs(final int newFollowMs) {
        changeable().followMs = newFollowMs;
        return this;
    }

    public int followMs() {
        return followMs;
    }

    /** Milliseconds after which following begins anew when what was read contradicts itself, default 10,000. */
    public OwnerContext followAgainMs(final int newFollowAgainMs) {
        changeable().followAgainMs = newFollowAgainMs;
        return this;
    }

    public int followAgainMs() {
        return followAgainMs;
    }

    /**
     * Checks the settings and closes them to change; once.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used
     */
    public OwnerContext conclude() {
        changeable();
        check(gridEpoch >= 1, "gridEpoch", gridEpoch, "at least 1");
        check(queuedCommands >= 1, "queuedCommands", queuedCommands, "at least 1");
        check(queuedBytes >= 1, "queuedBytes", queuedBytes, "at least 1");
        check(queuedRequests >= 1, "queuedRequests", queuedRequests, "at least 1");
        check(entryCommands >= 1 && entryCommands <= 65_536, "entryCommands", entryCommands, "1 to 65536");
        check(entryBytes >= 1 && entryBytes <= 224 * 1024, "entryBytes", entryBytes, "1 to 229376");
        check(besideOnlineBytes >= 1, "besideOnlineBytes", besideOnlineBytes, "at least 1");
        check(besideOnlineMs >= 0, "besideOnlineMs", besideOnlineMs, "0 or more");
        check(predecessorCheckEvery >= 0, "predecessorCheckEvery", predecessorCheckEvery, "0 or more");
        check(retryUnknownMs >= 1, "retryUnknownMs", retryUnknownMs, "at least 1");
        check(retryAfterMs >= 1, "retryAfterMs", retryAfterMs, "at least 1");
        check(imageAfterEntries >= 1, "imageAfterEntries", imageAfterEntries, "at least 1");
        check(imageAfterBytes >= 1, "imageAfterBytes", imageAfterBytes, "at least 1");
        check(imageAfterMs >= 0, "imageAfterMs", imageAfterMs, "0 or more");
        check(keepEntries >= 0, "keepEntries", keepEntries, "0 or more");
        check(keepMs >= 0, "keepMs", keepMs, "0 or more");
        check(tickMs >= 0, "tickMs", tickMs, "0 or more");
        check(dueCommands >= 1, "dueCommands", dueCommands, "at least 1");
        check(followMs >= 1, "followMs", followMs, "at least 1");
        check(followAgainMs >= 1, "followAgainMs", followAgainMs, "at least 1");
        concluded = true;
        return this;
    }

    private OwnerContext changeable() {
        if (concluded) {
            throw new IllegalStateException("settings are concluded");
        }
        return this;
    }

    private static void check(final boolean sound, final String name, final long value, final String rule) {
        if (!sound) {
            throw new IllegalArgumentException(name + "=" + value + " must be " + rule);
        }
    }
}
