package io.ratinggrid.perf.simulator;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * Everything that will happen, by its time and then in the order in which it was planned. One thread.
 *
 * <p>A heap of plain numbers: a night has 70,000 steps and more, and comparing objects would take a sixth of it.
 */
final class SimTime {
    /** A key is a time and an order; so many bits are for the order, the others hold three days. */
    private static final int ORDER_BITS = 25;

    private static final long MOST_US = (1L << 63 - ORDER_BITS) - 1;
    private static final int WAYS = 4;

    private long[] keys = new long[1_024];
    private Runnable[] steps = new Runnable[keys.length];
    private Runnable watcher = () -> {};
    private int size;
    private long nowUs;
    private long orders;

    long nowUs() {
        return nowUs;
    }

    /** Runs after each step from now on. */
    void watch(final Runnable newWatcher) {
        watcher = newWatcher;
    }

    /** How many steps were planned so far. */
    long steps() {
        return orders;
    }

    /**
     * Plans a step, never before now.
     *
     * @throws IllegalStateException if a night is longer than any that is meant
     */
    void at(final long delayUs, final Runnable step) {
        final long atUs = nowUs + delayUs;
        if (atUs < nowUs || atUs > MOST_US || orders >> ORDER_BITS != 0) {
            throw new IllegalStateException("nowUs=" + nowUs + " delayUs=" + delayUs + " steps=" + orders);
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            steps = Arrays.copyOf(steps, 2 * size);
        }
        up(size++, atUs << ORDER_BITS | orders++, step);
    }

    /** Goes on to the next step; there is always one. */
    void step() {
        if (size == 0) {
            throw new NoSuchElementException("nothing is planned after us=" + nowUs);
        }
        nowUs = keys[0] >> ORDER_BITS;
        final Runnable step = steps[0];
        size--;
        down(keys[size], steps[size]);
        steps[size] = null;
        step.run();
        watcher.run();
    }

    void runUntil(final long untilUs) {
        while (size > 0 && keys[0] >> ORDER_BITS <= untilUs) {
            step();
        }
        nowUs = Math.max(nowUs, untilUs);
    }

    private void up(final int from, final long key, final Runnable step) {
        int at = from;
        while (at > 0 && keys[(at - 1) / WAYS] > key) {
            final int parent = (at - 1) / WAYS;
            keys[at] = keys[parent];
            steps[at] = steps[parent];
            at = parent;
        }
        keys[at] = key;
        steps[at] = step;
    }

    private void down(final long key, final Runnable step) {
        int at = 0;
        for (int least = least(at); least < size && keys[least] < key; least = least(at)) {
            keys[at] = keys[least];
            steps[at] = steps[least];
            at = least;
        }
        keys[at] = key;
        steps[at] = step;
    }

    /** The child whose turn is first; beyond the end if there is none. */
    private int least(final int parent) {
        final int first = parent * WAYS + 1;
        int least = first;
        for (int child = first + 1; child < Math.min(size, first + WAYS); child++) {
            least = keys[child] < keys[least] ? child : least;
        }
        return least;
    }
}
