package io.ratinggrid.perf.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Sample;

/** Whether two results, A and B, were made alike: what keeps them from being compared, and what is to be known of it. */
record Ground(Result first, Result second) {
    private static final List<String> OF_MACHINE =
            List.of(Environment.MACHINE, Environment.MEMORY, Environment.KERNEL, Environment.JDK);
    private static final double SAME_SPEED = 0.05;

    /** Empty if they compare. */
    List<String> obstacles() {
        final List<String> obstacles = new ArrayList<>();
        bad("A", first, obstacles);
        bad("B", second, obstacles);
        if (recorded(Environment.MACHINE, first).isEmpty()
                || recorded(Environment.MACHINE, second).isEmpty()) {
            obstacles.add("the machine is not recorded");
        }
        for (final String name : OF_MACHINE) {
            final String one = recorded(name, first);
            final String other = recorded(name, second);
            if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
                obstacles.add(name + " differs: " + one + " and " + other);
            }
        }
        if (!first.settings().equals(second.settings())) {
            obstacles.add("settings differ: " + first.settings() + " and " + second.settings());
        }
        return obstacles;
    }

    private static void bad(final String side, final Result result, final List<String> obstacles) {
        if (!result.good()) {
            final List<String> reasons = result.notCounted().stream()
                    .map(run -> run.run() + ": " + run.reason())
                    .toList();
            obstacles.add(side + " is not good, "
                    + (reasons.isEmpty()
                            ? "a run of it was not reconciled or missed a rate"
                            : String.join(", ", reasons)));
        }
    }

    /** What is not known of the machines, and whether one was faster. */
    List<String> notes() {
        final List<String> notes = new ArrayList<>();
        for (final String name : OF_MACHINE) {
            final List<String> without = Stream.of(
                            recorded(name, first).isEmpty() ? "A" : "",
                            recorded(name, second).isEmpty() ? "B" : "")
                    .filter(side -> !side.isEmpty())
                    .toList();
            if (!without.isEmpty()) {
                notes.add(name + ": not recorded in " + String.join(" and ", without));
            }
        }
        final Sample limit = first.figures().get(Round.LIMIT_CPU);
        final Sample other = second.figures().get(Round.LIMIT_CPU);
        if (limit != null && other != null && limit.median() > 0) {
            final double change = other.median() / limit.median() - 1;
            if (Math.abs(change) > SAME_SPEED) {
                notes.add("warning: the machine was %s in B: %s %+.1f %%, unless the limit's own code has changed"
                        .formatted(change > 0 ? "slower" : "faster", Round.LIMIT_CPU, change * 100));
            }
        }
        return notes;
    }

    /** Empty if it is not. */
    private static String recorded(final String name, final Result result) {
        final String value = Objects.requireNonNullElse(result.environment().get(name), Environment.UNKNOWN);
        return value.equals(Environment.UNKNOWN) ? "" : value;
    }
}
