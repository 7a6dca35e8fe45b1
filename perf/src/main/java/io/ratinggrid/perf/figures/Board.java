package io.ratinggrid.perf.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Sample;
import io.ratinggrid.perf.result.Tally;

/** All values of all rounds so far, and the table of them. One thread. */
final class Board {
    static final List<Target> TARGETS = List.of(
            Target.atLeast(Round.OVER_LIMIT, 0.30, 0.60),
            Target.atLeast(Ratio.POWER, 0.25, 0.50),
            Target.atLeast(Round.OVER_BASELINE, 3, 8),
            Target.atMost(Ratio.BACKUP, 2.0, 1.5),
            Target.atMost(Ratio.THREE, 1.25, 1.05),
            Target.atMost(ChargePart.OVER_BARE, 3, 1.5),
            Target.atMost(ChargePart.OVER_IDLE, 4, 2),
            Target.atMost(Round.ALLOCATED_OVER_ENTRY, 6, 4),
            Target.atMost(MemoryPart.ALLOCATED, 16, 0),
            Target.atMost(MemoryPart.ACCOUNT, 700, 400),
            Target.atMost(MemoryPart.COPY, 1_500, 1_000),
            Target.atMost(Round.JOURNAL_BYTES, 200, 100),
            Target.atMost(Round.WRITTEN_BYTES, 1_500, 800),
            Target.atMost(SoakPart.LONGEST, 500, 50),
            Target.atMost(Round.RECOVERY_S, 10, 2),
            Target.atMost(StandbyPart.RECOVERY_S, 10, 2));

    /** Of the environment: for the file of results alone. */
    private static final String LONG = "flags";

    private final Map<String, String> environment;
    private final String settings;
    private final Tally tally = new Tally();
    private final List<String> problems = new ArrayList<>();

    /** {@code settings}: the options as they were given. */
    Board(final Map<String, String> environment, final String settings) {
        this.environment = environment;
        this.settings = settings;
    }

    /** {@code where}: round and part; what has a problem does not count. */
    void add(final String where, final Map<String, Double> values, final List<String> found) {
        tally.add(where, values, found);
        found.forEach(problem -> problems.add(where + ": " + problem));
    }

    /** {@code round}: its ratios that have a part which does not count. */
    void leaveOut(final String round, final Map<String, Double> ratios) {
        if (!ratios.isEmpty()) {
            tally.add(round, ratios, List.of("of a part that is not counted"));
        }
    }

    boolean isGood() {
        return problems.isEmpty();
    }

    /** As Markdown: figures with floor and aim, then the others, then what does not count and is not as it should be. */
    String text() {
        final Map<String, Sample> figures = tally.figures();
        final StringBuilder text = new StringBuilder(
                """
                | figure | median | least | most | rounds | floor | aim | |
                |---|---:|---:|---:|---:|---:|---:|---|
                """);
        TARGETS.forEach(target -> text.append(row(target, figures.get(target.figure()))));
        text.append(
                """

                | beside them | median | least | most | rounds |
                |---|---:|---:|---:|---:|
                """);
        TARGETS.forEach(target -> figures.remove(target.figure()));
        figures.forEach((name, sample) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(band(sample))
                .append(" |\n"));
        text.append('\n').append(notCounted());
        problems.forEach(problem -> text.append("FAIL: ").append(problem).append('\n'));
        if (problems.isEmpty()) {
            text.append("Every run of every round is reconciled, and no rate was missed.\n");
        }
        return text.toString();
    }

    /** {@code sample}: null if there is none. */
    private String row(final Target target, final Sample sample) {
        return "| %s | %s | %s %s | %s | %s |%n"
                .formatted(
                        target.figure(),
                        sample != null ? band(sample) : "| | | 0",
                        target.sign(),
                        number(target.floor()),
                        number(target.aim()),
                        sample != null ? target.verdict(sample) : missing(target.figure()));
    }

    private String missing(final String figure) {
        return tally.notCounted().stream()
                .filter(run -> run.values().containsKey(figure))
                .map(run -> "not counted: " + run.reason())
                .findFirst()
                .orElse("not measured");
    }

    private String notCounted() {
        final StringBuilder rows = new StringBuilder();
        tally.notCounted().forEach(run -> run.values()
                .forEach((name, value) -> rows.append("| %s | %s | %s | not counted: %s |%n"
                        .formatted(name, number(value), run.run(), run.reason()))));
        return rows.isEmpty() ? "" : "| left out | value | of | |\n|---|---:|---|---|\n" + rows + "\n";
    }

    private static String band(final Sample sample) {
        return "%s | %s | %s | %d"
                .formatted(
                        number(sample.median()),
                        number(sample.least()),
                        number(sample.most()),
                        sample.values().size());
    }

    static String number(final double value) {
        return (Math.abs(value) < 100 ? "%.2f" : "%,.0f").formatted(value);
    }

    Result result() {
        return new Result(environment, settings, tally.figures(), tally.notCounted(), isGood());
    }

    /** Writes {@code result.json} and {@code figures.md} of now. */
    void write(final Path directory) throws IOException {
        Environment.end(environment);
        result().write(directory.resolve("result.json"));
        final StringBuilder page = new StringBuilder("`./ratinggrid perf figures ")
                .append(settings)
                .append("`\n\n");
        environment.forEach((name, value) -> page.append(LONG.equals(name) ? "" : "- " + name + ": " + value + "\n"));
        Files.writeString(directory.resolve("figures.md"), page.append('\n').append(text()));
    }
}
