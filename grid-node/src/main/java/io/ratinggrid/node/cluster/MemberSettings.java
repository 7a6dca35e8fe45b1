package io.ratinggrid.node.cluster;

import io.ratinggrid.persistence.storage.Discovery;

/**
 * How the nodes of a grid live together.
 *
 * @param minCopies        with how many whole copies a partition still takes commands; the same on all nodes
 * @param clockToleranceMs how far a clock may jump or be off before its node leaves; the same on all nodes
 * @param replaceAfterMs   after how long a node that is gone no longer belongs to the grid, so that its copies are made
 *                         elsewhere; 0 never
 * @param leaveAfterMs     after how long on the minority side a node stops, to be started again; 0 never
 * @param voter            true for a node that holds no partition and only counts for the majority
 * @param discovery        what the peers of {@link ClusterSettings} are
 */
public record MemberSettings(
        int minCopies,
        long clockToleranceMs,
        long replaceAfterMs,
        long leaveAfterMs,
        boolean voter,
        Discovery discovery) {
    /** What a file need not say. */
    public static final MemberSettings STANDARD =
            new MemberSettings(1, 1_000, 600_000, 30_000, false, Discovery.STATIC);

    public MemberSettings {
        if (minCopies < 1 || minCopies > 2) {
            throw new IllegalArgumentException("grid.min-copies=" + minCopies + " must be 1 or 2");
        }
        if (clockToleranceMs < 1 || replaceAfterMs < 0 || leaveAfterMs < 0) {
            throw new IllegalArgumentException(
                    "clockToleranceMs=" + clockToleranceMs + " must be at least 1, replaceAfterMs=" + replaceAfterMs
                            + " and leaveAfterMs=" + leaveAfterMs + " at least 0");
        }
    }
}
