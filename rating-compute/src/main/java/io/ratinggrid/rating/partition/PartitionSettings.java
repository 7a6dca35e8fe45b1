package io.ratinggrid.rating.partition;

/**
 * Settings that every owner of a partition must share.
 *
 * @param duplicateWindowDays how many days before the latest receipt of usage of its account an event may lie to be checked for
 *                            duplicates; default 35, a billing period plus grace. Older events go to suspense. Each event in the
 *                            window costs 50 to 100 bytes.
 * @param chunks              image chunks; more chunks make smaller images of what has changed. Default 16.
 */
public record PartitionSettings(int duplicateWindowDays, int chunks) {
    public static final PartitionSettings DEFAULT = new PartitionSettings(35, 16);

    public PartitionSettings {
        if (duplicateWindowDays < 1 || chunks < 1) {
            throw new IllegalArgumentException("duplicateWindowDays=" + duplicateWindowDays + " chunks=" + chunks);
        }
    }
}
