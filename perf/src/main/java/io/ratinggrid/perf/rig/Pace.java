package io.ratinggrid.perf.rig;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Events at a rate.
 *
 * @param rate    a second
 * @param seconds for so long
 * @param arrival how they come
 */
public record Pace(int rate, int seconds, Arrival arrival) {
    private static final int RATE = 2;
    private static final int SECONDS = 3;
    private static final int ARRIVAL = 4;

    public Pace {
        if (rate < 1 || seconds < 1) {
            throw new IllegalArgumentException("rate=" + rate + " seconds=" + seconds);
        }
    }

    /** One event after another, all the same time apart. */
    public static Pace even(final int rate, final int seconds) {
        return new Pace(rate, seconds, Arrival.CONST);
    }

    /** Of a verb's words. */
    public static Pace of(final String[] verb) {
        return new Pace(Integer.parseInt(verb[RATE]), Integer.parseInt(verb[SECONDS]), Arrival.valueOf(verb[ARRIVAL]));
    }

    /** The verb that has it sent, from an event on. */
    public String verb(final long from) {
        return "paced " + from + " " + rate + " " + seconds + " " + arrival;
    }

    /** How many they are. */
    public long events() {
        return (long) rate * seconds;
    }

    double gapNs(final SplittableRandom random) {
        return arrival.gap((double) TimeUnit.SECONDS.toNanos(1) / rate, random);
    }
}
