package io.ratinggrid.perf.canonical;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.result.NotCounted;
import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Sample;

/** A result as one screen. */
final class Screen {
    private static final String CLOSED = "closed loop: behind a backlog";
    private static final String RECONCILED =
            "Each event is in the journal once, as it was drawn and as an engine of one's own rates it; all are answered; 200"
                    + " accounts drawn by the seed are told as they should be.";

    private static final List<Row> ROWS = List.of(
            new Row("limit: one thread, nothing between", Round.LIMIT_CPU, Round.LIMIT_RATE, null, null, ""),
            new Row(
                    "grid, as fast as it goes",
                    Round.INGEST_CPU,
                    Round.INGEST_RATE,
                    Round.INGEST_P50,
                    Round.INGEST_P99,
                    CLOSED),
            new Row(
                    "grid, a quarter of that, open loop",
                    Round.PACED_CPU,
                    Round.PACED_RATE,
                    Round.PACED_P50,
                    Round.PACED_P99,
                    "open loop: from the planned moment"),
            new Row(
                    "baseline, as fast as it goes",
                    Round.BASELINE_CPU,
                    Round.BASELINE_RATE,
                    Round.BASELINE_P50,
                    Round.BASELINE_P99,
                    CLOSED));

    private final PrintWriter out;

    /** Names of figures, null: there is none; and how times were taken. */
    private record Row(String what, String cpu, String rate, String p50, String p99, String times) {}

    Screen(final PrintWriter out) {
        this.out = out;
    }

    /** {@code took}: all runs together. */
    void show(final Result result, final Duration took) {
        final Map<String, Sample> figures = result.figures();
        out.println(result.settings());
        out.println();
        out.println(
                "|                                   | CPU us/event |     events/s |   p50 ms |   p99 ms | times |");
        out.println("|-----------------------------------|-------------:|-------------:|---------:|---------:|---|");
        ROWS.forEach(row -> row(figures, row));
        out.println();
        ratio(figures, Round.OVER_LIMIT);
        ratio(figures, Round.OVER_LIMIT_DRAWN);
        ratio(figures, Round.OVER_BASELINE);
        ratio(figures, Round.CPU_OVER_BASELINE);
        out.println();
        single(figures, Round.LIMIT_DRAW);
        single(figures, Round.INGEST_GENERATOR);
        single(figures, Round.PACED_GENERATOR);
        single(figures, Round.BASELINE_GENERATOR);
        single(figures, Round.JOURNAL_BYTES);
        single(figures, Round.WRITTEN_BYTES);
        single(figures, Round.RECOVERY_S);
        out.println();
        result.notCounted().forEach(this::notCounted);
        if (result.good()) {
            out.println(RECONCILED);
        }
        out.println(took(took));
        out.flush();
    }

    static String took(final Duration took) {
        final long minutes = took.toMinutes();
        return "took %s%d s".formatted(minutes == 0 ? "" : minutes + " min ", took.toSecondsPart());
    }

    private void notCounted(final NotCounted run) {
        run.reasons().forEach(reason -> out.println("FAIL: " + run.run() + ": " + reason));
        out.println("not counted: " + run.reason());
        run.values().forEach((name, value) -> out.printf("    %-52s %,9.2f%n", name, value));
    }

    private void row(final Map<String, Sample> figures, final Row row) {
        out.printf(
                "| %-33s | %12s | %12s | %8s | %8s | %s |%n",
                row.what(),
                median(figures, row.cpu(), "%.2f"),
                median(figures, row.rate(), "%,.0f"),
                median(figures, row.p50(), "%,.1f"),
                median(figures, row.p99(), "%,.1f"),
                row.times());
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
