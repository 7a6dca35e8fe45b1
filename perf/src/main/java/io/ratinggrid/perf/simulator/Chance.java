package io.ratinggrid.perf.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that is left to chance in one part of a world; the same seed makes the same choices. */
final class Chance {
    private final SplittableRandom random;

    Chance(final long seed, final long part) {
        this(new SplittableRandom(mix(mix(seed) + part)));
    }

    /** Seeds in a row, taken as they are, would make choices that are those of the one before but for a few. */
    private static long mix(final long seed) {
        final long one = (seed ^ seed >>> 33) * 0xFF51AFD7ED558CCDL;
        final long other = (one ^ one >>> 33) * 0xC4CEB9FE1A85EC53L;
        return other ^ other >>> 33;
    }

    private Chance(final SplittableRandom random) {
        this.random = random;
    }

    /** Chance of its own for a part that may take more or less of it. */
    Chance split() {
        return new Chance(random.split());
    }

    RandomGenerator generator() {
        return random;
    }

    /** From one to the other, both included. */
    int between(final int low, final int high) {
        return random.nextInt(low, high + 1);
    }

    boolean permille(final int of) {
        return random.nextInt(1_000) < of;
    }

    <T> T one(final List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    long nextLong() {
        return random.nextLong();
    }
}
