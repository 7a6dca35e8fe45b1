package io.ratinggrid.persistence.storage;

/** What an acknowledged write survives on the node that holds it. */
public enum Durability {
    /**
     * Any end of the process, SIGKILL included; the bytes are in the page cache of the operating system. A power cut
     * takes what was written since the last checkpoint, and leaves what was before.
     */
    PROCESS,

    /** Also a power cut, on disks that keep what they were told to flush; the bytes are flushed before the answer. */
    POWER
}
