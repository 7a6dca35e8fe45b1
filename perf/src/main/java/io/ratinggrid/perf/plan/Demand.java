package io.ratinggrid.perf.plan;

/**
 * What is asked of a grid.
 *
 * @param accounts      open
 * @param eventsPerDay  on a mean day
 * @param peak          the busiest second over the mean of a day
 * @param copies        of each partition besides the first
 * @param followed      true if nodes keep what they have copies of ready to be opened
 * @param retentionDays for which the journal is kept
 * @param windowDays    of the duplicate window
 * @param gateways      that send
 * @param batchesPerSecond of each gateway at most
 */
record Demand(
        long accounts,
        long eventsPerDay,
        double peak,
        int copies,
        boolean followed,
        int retentionDays,
        int windowDays,
        int gateways,
        int batchesPerSecond) {
    private static final double DAY_S = 86_400;

    Demand {
        if (accounts < 1
                || eventsPerDay < 1
                || !(peak >= 1)
                || copies < 0
                || copies > 3
                || retentionDays < 0
                || windowDays < 0
                || gateways < 1
                || batchesPerSecond < 1) {
            throw new IllegalArgumentException("accounts=" + accounts + " eventsPerDay=" + eventsPerDay + " peak="
                    + peak + " copies=" + copies + " retentionDays=" + retentionDays + " windowDays=" + windowDays
                    + " gateways=" + gateways + " batchesPerSecond=" + batchesPerSecond);
        }
    }

    /** Events in a second of a mean day. */
    double meanRate() {
        return eventsPerDay / DAY_S;
    }

    /** Batches that all gateways together send in a second at most. */
    double allBatchesPerSecond() {
        return (double) gateways * batchesPerSecond;
    }

    /** How often the state of an account is in memory, as its owner has it. */
    int states() {
        return followed ? 1 + copies : 1;
    }

    /** Events in the busiest second. */
    double peakRate() {
        return meanRate() * peak;
    }
}
