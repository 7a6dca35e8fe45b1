package io.ratinggrid.persistence.storage;

import org.apache.ignite.configuration.WALMode;

/** What an acknowledged write survives on the node that holds it. */
public enum Durability {
    /** Any end of the process, SIGKILL included; the bytes are in the page cache of the operating system. */
    PROCESS(WALMode.LOG_ONLY),

    /** Also a power cut, on disks that keep what they were told to flush; the bytes are flushed before the answer. */
    POWER(WALMode.FSYNC);

    private final WALMode walMode;

    Durability(final WALMode walMode) {
        this.walMode = walMode;
    }

    WALMode walMode() {
        return walMode;
    }
}
