package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.List;

/** What happened, line by line: a hash of all of it, and the lines themselves where they are wanted. */
final class Trace {
    private static final long PRIME = 0x100000001b3L;

    private final SimTime time;
    private final boolean keep;
    private final List<String> lines = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;

    Trace(final SimTime time, final boolean keep) {
        this.time = time;
        this.keep = keep;
    }

    /** {@code where}: the process, or what else it happened to. */
    void add(final String where, final String what) {
        hash = (hash ^ time.nowUs()) * PRIME;
        hash = (hash ^ where.hashCode()) * PRIME;
        hash = (hash ^ what.hashCode()) * PRIME;
        if (keep) {
            final long us = time.nowUs();
            lines.add(String.format("%4d.%06d  %-10s %s", us / 1_000_000, us % 1_000_000, where, what));
        }
    }

    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }
}
