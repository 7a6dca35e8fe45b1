package io.ratinggrid.node.standalone.kill;

import java.util.Random;

/**
 * What a child does until it is killed, as a word on its command line.
 *
 * @param kind how steps are armed
 * @param step for {@link Kind#SINGLE}: which
 * @param seed for counts and phases
 */
record KillPlan(Kind kind, KillStep step, long seed) {

    /** Kinds of plans. */
    enum Kind {
        /** All steps of a running grid, one after another, each with a thread of its own standing there at the end. */
        TOGETHER,
        /** One step, while all the rest moves. */
        SINGLE,
        /** Somewhere while images and journal are read and partitions opened. */
        RECOVERY,
        /** Any time from the start of the process on: the parent's choice. */
        BOOT,
        /** Any time once it runs: the parent's choice. */
        RANDOM,
        /** Not killed: commits all commands that there are, shows everything, ends. */
        VERIFY
    }

    String word() {
        return kind + ":" + step + ":" + seed;
    }

    static KillPlan ofWord(final String word) {
        final String[] parts = word.split(":");
        return new KillPlan(Kind.valueOf(parts[0]), KillStep.valueOf(parts[1]), Long.parseLong(parts[2]));
    }

    Random random() {
        return new Random(seed);
    }
}
