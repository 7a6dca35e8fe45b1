package io.ratinggrid.node.demo;

import java.util.Random;
import java.util.SplittableRandom;

/** How long people talk and how much they load: tables drawn once, so that a record costs one look. Immutable. */
final class UsageAmounts {
    private static final int TABLE = 1 << 14;
    private static final double MEAN_CALL_S = 140;
    private static final int LONGEST_CALL_S = 7_200;
    /** Half of all data sessions are smaller. */
    private static final double MEDIAN_OCTETS = 2_500_000;

    private static final double SPREAD = 1.9;
    private static final long MOST_OCTETS = 2_000_000_000L;
    private static final int THING_SHARE = 500;

    private final int[] seconds = new int[TABLE];
    private final long[] octets = new long[TABLE];

    UsageAmounts(final long seed) {
        final Random random = new Random(seed);
        for (int i = 0; i < TABLE; i++) {
            seconds[i] = (int) Math.min(LONGEST_CALL_S, 1 - MEAN_CALL_S * Math.log(1 - random.nextDouble()));
            octets[i] = (long) Math.min(MOST_OCTETS, 1 + MEDIAN_OCTETS * Math.exp(SPREAD * random.nextGaussian()));
        }
    }

    int seconds(final SplittableRandom random) {
        return seconds[random.nextInt(TABLE)];
    }

    long octets(final SplittableRandom random) {
        return octets[random.nextInt(TABLE)];
    }

    /** Telemetry is small. */
    long octetsOfThing(final SplittableRandom random) {
        return 1 + octets(random) / THING_SHARE;
    }
}
