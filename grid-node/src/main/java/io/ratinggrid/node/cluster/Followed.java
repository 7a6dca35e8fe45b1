package io.ratinggrid.node.cluster;

import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * Lets partitions be followed of which this node has had a copy that is not the first for a while: not at once, for that is when other
 * nodes have died, and all have more to do than ever. Stepped by one thread.
 */
final class Followed {
    private final IntConsumer follow;
    private final IntConsumer unfollow;
    private final long afterNs;
    private final long[] sinceNs;
    private final BitSet copies = new BitSet();
    private final BitSet followed = new BitSet();

    /** {@code afterNs}: 0 follows none. */
    Followed(final int partitions, final long afterNs, final IntConsumer follow, final IntConsumer unfollow) {
        this.afterNs = afterNs;
        this.follow = follow;
        this.unfollow = unfollow;
        sinceNs = new long[partitions];
    }

    /** {@code backups}: the partitions of which this node has a copy that is not the first. */
    void look(final BitSet backups, final long nowNs) {
        for (int partition = 0; afterNs > 0 && partition < sinceNs.length; partition++) {
            if (backups.get(partition) != copies.get(partition)) {
                sinceNs[partition] = nowNs;
            }
            final boolean isDue = backups.get(partition) && nowNs - sinceNs[partition] >= afterNs;
            if (isDue && !followed.get(partition)) {
                follow.accept(partition);
            } else if (!isDue && followed.get(partition)) {
                unfollow.accept(partition);
            }
            followed.set(partition, isDue);
        }
        copies.clear();
        copies.or(backups);
    }
}
