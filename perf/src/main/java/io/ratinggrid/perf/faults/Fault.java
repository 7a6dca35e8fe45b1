package io.ratinggrid.perf.faults;

import java.util.Random;

/** Something that goes wrong. It is done, healed, and leaves every process started that it ended. One thread. */
interface Fault {

    /** As in the table. */
    String name();

    /** How often it is drawn, against the others; 0 for one that only a script brings. */
    default int weight() {
        return 0;
    }

    /** Whether it can be done here. */
    default boolean isPossible(final Cluster cluster) {
        return true;
    }

    /**
     * Does it and heals it. What must be measured from its beginning is begun by {@link Scene#begin}; once for each fault.
     *
     * @param scene  of this trial
     * @param random draws whom it meets
     */
    void strike(Scene scene, Random random) throws InterruptedException;
}
