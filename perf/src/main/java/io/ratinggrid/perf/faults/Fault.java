package io.ratinggrid.perf.faults;

import java.util.Random;

/** Something that goes wrong. It is done, healed, and leaves every process started that it ended. One thread. */
interface Fault {

    /** As in the table. */
    String name();

    /** How often it is drawn, against the others. */
    int weight();

    /** Whether it can be done here. */
    boolean isPossible(Cluster cluster);

    /**
     * Does it and heals it. What must be measured from its beginning is begun by {@link Scene#begin}; once for each fault.
     *
     * @param scene  of this trial
     * @param random draws whom it meets
     */
    void strike(Scene scene, Random random) throws InterruptedException;
}
