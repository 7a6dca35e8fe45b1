package io.ratinggrid.perf.simulator;

import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.node.owner.OwnerMove;

/** What was reached, over one world or many. */
final class Counts {
    private final long[] moves = new long[OwnerMove.values().length];
    private final long[][] strikes = new long[Fault.Kind.values().length][Step.values().length];
    private final long[] faults = new long[Fault.Kind.values().length];
    private final Map<String, Long> totals = new TreeMap<>();

    void moved(final OwnerMove move) {
        moves[move.ordinal()]++;
    }

    void imaged() {
        add("rounds of images", 1);
    }

    /** A fault struck while some steps were under way. */
    void struck(final Fault.Kind kind, final Iterable<Step> steps) {
        faults[kind.ordinal()]++;
        steps.forEach(step -> strikes[kind.ordinal()][step.ordinal()]++);
    }

    void add(final String what, final long more) {
        totals.merge(what, more, Long::sum);
    }

    void add(final Counts other) {
        for (int i = 0; i < moves.length; i++) {
            moves[i] += other.moves[i];
        }
        for (int i = 0; i < faults.length; i++) {
            faults[i] += other.faults[i];
            for (int j = 0; j < strikes[i].length; j++) {
                strikes[i][j] += other.strikes[i][j];
            }
        }
        other.totals.forEach(this::add);
    }

    long moves(final OwnerMove move) {
        return moves[move.ordinal()];
    }

    long faults(final Fault.Kind kind) {
        return faults[kind.ordinal()];
    }

    long strikes(final Fault.Kind kind, final Step step) {
        return strikes[kind.ordinal()][step.ordinal()];
    }

    Map<String, Long> totals() {
        return totals;
    }
}
