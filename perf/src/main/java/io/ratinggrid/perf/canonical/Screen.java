package io.ratinggrid.perf.canonical;

import java.io.PrintWriter;
import java.util.Map;

import io.ratinggrid.perf.rig.Sample;

/** A result as one screen. */
final class Screen {
    private final PrintWriter out;

    Screen(final PrintWriter out) {
        this.out = out;
    }

    void show(final Result result) {
        final Map<String, Sample> figures = result.figures();
        out.println(result.settings());
        out.println();
        out.println("|                                   | CPU us/event |     events/s |   p50 ms |   p99 ms |");
        out.println("|-----------------------------------|-------------:|-------------:|---------:|---------:|");
        row(figures, "limit: one thread, nothing between", Round.LIMIT_CPU, Round.LIMIT_RATE, null, null);
        row(
                figures,
                "grid, as fast as it goes",
                Round.INGEST_CPU,
                Round.INGEST_RATE,
                Round.INGEST_P50,
                Round.INGEST_P99);
        row(
                figures,
                "grid, a quarter of that, open loop",
                Round.PACED_CPU,
                Round.PACED_RATE,
                Round.PACED_P50,
                Round.PACED_P99);
        row(
                figures,
                "baseline, as fast as it goes",
                Round.BASELINE_CPU,
                Round.BASELINE_RATE,
                Round.BASELINE_P50,
                Round.BASELINE_P99);
        out.println();
        ratio(figures, Round.OVER_LIMIT);
        ratio(figures, Round.OVER_LIMIT_DRAWN);
        ratio(figures, Round.OVER_BASELINE);
        ratio(figures, Round.CPU_OVER_BASELINE);
        out.println();
        single(figures, Round.LIMIT_DRAW);
        single(figures, Round.INGEST_GENERATOR);
        single(figures, Round.PACED_GENERATOR);
        single(figures, Round.JOURNAL_BYTES);
        single(figures, Round.WRITTEN_BYTES);
        single(figures, Round.RECOVERY_S);
        out.println();
        result.notCounted().forEach(this::notCounted);
        if (result.good()) {
            out.println("Every event of every run is reconciled.");
        }
        out.flush();
    }

    private void notCounted(final NotCounted run) {
        run.reasons().forEach(reason -> out.println("FAIL: " + run.run() + ": " + reason));
        out.println("not counted: " + run.reason());
        run.values().forEach((name, value) -> out.printf("    %-52s %,9.2f%n", name, value));
    }

    private void row(
            final Map<String, Sample> figures,
            final String what,
            final String cpu,
            final String rate,
            final String p50,
            final String p99) {
        out.printf(
                "| %-33s | %12s | %12s | %8s | %8s |%n",
                what,
                median(figures, cpu, "%.2f"),
                median(figures, rate, "%,.0f"),
                median(figures, p50, "%,.1f"),
                median(figures, p99, "%,.1f"));
    }

    /** {@code name}: of the figure, null if there is none; a dash if no run of it counts. */
    private static String median(final Map<String, Sample> figures, final String name, final String format) {
        if (name == null) {
            return "";
        }
        return figures.containsKey(name) ? format.formatted(figures.get(name).median()) : "-";
    }

    private void single(final Map<String, Sample> figures, final String name) {
        out.printf("%-56s %9s%n", name, median(figures, name, "%,.2f"));
    }

    private void ratio(final Map<String, Sample> figures, final String name) {
        final Sample sample = figures.get(name);
        if (sample == null) {
            out.printf("%-31s %6s%n", name, "-");
            return;
        }
        out.printf(
                "%-31s %6.2f   (%d run%s, %.2f to %.2f)%n",
                name,
                sample.median(),
                sample.values().size(),
                sample.values().size() == 1 ? "" : "s",
                sample.least(),
                sample.most());
    }
}
