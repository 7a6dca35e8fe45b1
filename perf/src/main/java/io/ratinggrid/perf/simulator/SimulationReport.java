package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.ratinggrid.node.owner.OwnerMove;

/** The tables of some nights, as Markdown. */
final class SimulationReport {
    private static final double MS_PER_HOUR = 3_600_000;

    private final Nights nights;
    private final Effort effort;
    private final int threads;

    SimulationReport(final Nights nights, final Effort effort, final int threads) {
        this.nights = nights;
        this.effort = effort;
        this.threads = threads;
    }

    String text() {
        final StringBuilder text = new StringBuilder(2_048);
        final Counts counts = nights.counts();
        final double hours = counts.totals().getOrDefault("simulated milliseconds", 0L) / MS_PER_HOUR;
        text.append(String.format(
                Locale.ROOT,
                "seeds=%d failed=%d hash=%x simulated hours=%.1f seconds=%.1f threads=%d seeds per second=%.1f"
                        + " CPU ms per seed=%.1f%n%n",
                nights.nights(),
                nights.failures(),
                nights.hash(),
                hours,
                effort.seconds(),
                threads,
                nights.nights() / effort.seconds(),
                effort.cpuSeconds() * 1_000 / Math.max(1, nights.nights())));
        text.append("| what | count |\n|---|---:|\n");
        counts.totals()
                .forEach((what, count) -> text.append(String.format(Locale.ROOT, "| %s | %,d |%n", what, count)));
        text.append("\n| edge of a partition's states | count |\n|---|---:|\n");
        for (final OwnerMove move : OwnerMove.values()) {
            text.append(String.format(Locale.ROOT, "| %s -> %s | %,d |%n", move.from(), move.to(), counts.moves(move)));
        }
        strikes(text.append('\n'), counts);
        return text.toString();
    }

    private static void strikes(final StringBuilder text, final Counts counts) {
        text.append("| fault | count |");
        final StringBuilder line = new StringBuilder("|---|---:|");
        for (final Step step : Step.values()) {
            text.append(' ').append(step).append(" |");
            line.append("---:|");
        }
        text.append('\n').append(line).append('\n');
        for (final Fault.Kind kind : Fault.Kind.values()) {
            text.append("| ")
                    .append(kind)
                    .append(" | ")
                    .append(counts.faults(kind))
                    .append(" |");
            for (final Step step : Step.values()) {
                text.append(' ').append(counts.strikes(kind, step)).append(" |");
            }
            text.append('\n');
        }
    }

    /** Edges, and pairs of fault and step, that were not reached. */
    List<String> missing() {
        final List<String> missing = new ArrayList<>();
        for (final OwnerMove move : OwnerMove.values()) {
            if (nights.counts().moves(move) == 0) {
                missing.add(move.from() + " -> " + move.to());
            }
        }
        for (final Fault.Kind kind : Fault.Kind.values()) {
            for (final Step step : Step.values()) {
                if (nights.counts().strikes(kind, step) == 0) {
                    missing.add(kind + " while " + step);
                }
            }
        }
        return missing;
    }
}
