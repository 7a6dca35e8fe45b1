package io.ratinggrid.perf.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Everything that will happen, by its time and then in the order in which it was planned. One thread. */
final class SimTime {
    private record Event(long atUs, long order, Runnable step) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atUs).thenComparingLong(Event::order));
    private long nowUs;
    private long orders;

    long nowUs() {
        return nowUs;
    }

    /** How many steps were planned so far. */
    long steps() {
        return orders;
    }

    void at(final long delayUs, final Runnable step) {
        events.add(new Event(nowUs + delayUs, orders++, step));
    }

    /** Goes on to the next step; there is always one. */
    void step() {
        final Event event = events.remove();
        nowUs = event.atUs();
        event.step().run();
    }

    void runUntil(final long untilUs) {
        while (!events.isEmpty() && events.peek().atUs() <= untilUs) {
            step();
        }
        nowUs = Math.max(nowUs, untilUs);
    }
}
