package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** Leaves out of a night what it fails without: faults one by one, then events in ever smaller pieces. */
final class Shrinker {
    private final Simulation simulation;
    private int runsLeft;

    Shrinker(final Simulation simulation, final int mostRuns) {
        this.simulation = simulation;
        runsLeft = mostRuns;
    }

    /** The smallest night found after which the same kind of thing is wrong. */
    Night shrink(final Outcome failed) {
        Night night = failed.night();
        night = without(night, failed, night.faults(), 1, Night::withFaults);
        for (int piece = night.events().size() / 2; piece > 0 && runsLeft > 0; piece /= 2) {
            night = without(night, failed, night.events(), piece, Night::withEvents);
        }
        return without(night, failed, night.faults(), 1, Night::withFaults);
    }

    private <T> Night without(
            final Night from,
            final Outcome failed,
            final List<T> parts,
            final int piece,
            final BiFunction<Night, List<T>, Night> with) {
        Night smallest = from;
        List<T> left = parts;
        for (int at = 0; at < left.size() && runsLeft > 0; ) {
            final List<T> fewer = new ArrayList<>(left.subList(0, at));
            fewer.addAll(left.subList(Math.min(left.size(), at + piece), left.size()));
            final Night tried = with.apply(smallest, fewer);
            if (fails(tried, failed)) {
                smallest = tried;
                left = fewer;
            } else {
                at += piece;
            }
        }
        return smallest;
    }

    private boolean fails(final Night night, final Outcome failed) {
        runsLeft--;
        final var kinds = simulation.run(night, false).problems().counts().keySet();
        return !Collections.disjoint(kinds, failed.problems().counts().keySet());
    }
}
