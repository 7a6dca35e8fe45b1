package io.ratinggrid.ingest.queue;

/** What an accepted record survives. */
public enum Durability {
    /** Page cache: any death of the process, not the loss of power. */
    PROCESS,
    /** Forced to the device before it is acknowledged or sent: a loss of power too. */
    POWER
}
