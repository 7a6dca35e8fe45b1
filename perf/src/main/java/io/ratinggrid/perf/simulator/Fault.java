package io.ratinggrid.perf.simulator;

/**
 * One fault of a night.
 *
 * @param step       it waits for it where it strikes, a while
 * @param atMs       milliseconds after the beginning from which on it waits
 * @param durationMs until it is healed
 * @param target     node, gateway or partition, as the kind has it
 * @param other      another one, where two are needed
 * @param amount     how much, as the kind has it
 */
record Fault(Kind kind, Step step, int atMs, int durationMs, int target, int other, int amount) {

    /** What may happen. */
    enum Kind {
        NODE_KILLED,
        NODE_ENDED,
        ALL_NODES_KILLED,
        NODE_STOPPED,
        NODE_CUT_OFF,
        NODES_CUT,
        NODES_CUT_ONE_WAY,
        GATEWAY_CUT,
        GATEWAY_CUT_ONE_WAY,
        GATEWAY_KILLED,
        GATEWAY_POWER_CUT,
        GATEWAY_DISK_LOST,
        QUEUE_FULL,
        QUEUE_FAILS,
        MESSAGES_LOST,
        MESSAGES_SLOW,
        APPENDS_UNKNOWN,
        READS_FAIL,
        READS_DAMAGED,
        COMMITS_SLOW,
        STALE_COPY,
        FIRST_COPY_MOVES,
        CLOCK_JUMPS,
        CLOCK_WRONG,
        ENGINE_FAILS
    }

    @Override
    public String toString() {
        return kind + " at=" + atMs + "ms when=" + step + " for=" + durationMs + "ms target=" + target + " other="
                + other + " amount=" + amount;
    }
}
