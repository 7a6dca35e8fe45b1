package io.ratinggrid.rating.partition;

/**
 * Settings that every owner of a partition must share.
 *
 * @param duplicateWindowMs how far back, from its receipt, an event may lie to be checked for duplicates; default 35 days, a
 *                          billing period plus grace. Older events go to suspense. Each event in the window costs 32 to 64 bytes.
 * @param chunks            image chunks; more chunks make smaller images of what has changed. Default 16.
 */
public record PartitionSettings(long duplicateWindowMs, int chunks) {
    public static final PartitionSettings DEFAULT = new PartitionSettings(35L * 24 * 60 * 60 * 1000, 16);

    public PartitionSettings {
        if (duplicateWindowMs < 1 || chunks < 1) {
            throw new IllegalArgumentException("duplicateWindowMs=" + duplicateWindowMs + " chunks=" + chunks);
        }
    }
}
