package io.ratinggrid.perf.kernel;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** A Markdown table with a row as soon as a benchmark ends, and nothing of how it went but what it has to complain about. */
final class Table implements OutputFormat {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double MEDIAN = 50;

    private final PrintWriter out;

    Table(final PrintWriter out) {
        this.out = out;
    }

    void printHead() {
        row("kernel", "case", "ns/op", "cpu ns/op", "B/op");
        row("---", "---", "---:", "---:", "---:");
    }

    @Override
    public void endBenchmark(final BenchmarkResult result) {
        if (result == null) {
            return;
        }
        final BenchmarkParams params = result.getParams();
        final String name = params.getBenchmark();
        row(
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                params.getParamsKeys().stream()
                        .map(key -> params.getParam(key).toLowerCase(Locale.ROOT) + " " + key)
                        .collect(Collectors.joining(", ")),
                number(result.getPrimaryResult()),
                number(result.getSecondaryResults().get(CpuTime.LABEL)),
                number(result.getSecondaryResults().get(ALLOCATED)));
    }

    private static String number(final Result<?> result) {
        return result == null ? "-" : "%,.1f".formatted(result.getStatistics().getPercentile(MEDIAN));
    }

    private void row(final String... cells) {
        out.printf("| %-26s | %-38s | %10s | %10s | %9s |%n", (Object[]) cells);
        out.flush();
    }

    @Override
    public void println(final String text) {
        text.lines()
                .filter(line -> line.matches("[\\w.]+(Exception|Error)\\b.*"))
                .forEach(out::println);
    }

    @Override
    public void iteration(final BenchmarkParams benchmark, final IterationParams params, final int iteration) {
        // The row says it all.
    }

    @Override
    public void iterationResult(
            final BenchmarkParams benchmark,
            final IterationParams params,
            final int iteration,
            final IterationResult data) {
        // The row says it all.
    }

    @Override
    public void startBenchmark(final BenchmarkParams benchmark) {
        // The row says it all.
    }

    @Override
    public void startRun() {
        // The head is printed once for all runs.
    }

    @Override
    public void endRun(final Collection<RunResult> results) {
        // The rows say it all.
    }

    @Override
    public void print(final String text) {
        // What forks say beside results.
    }

    @Override
    public void verbosePrintln(final String text) {
        // What forks say beside results.
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    @Override
    public void write(final int character) {
        // What forks say beside results.
    }

    @Override
    public void write(final byte[] text) throws IOException {
        // What forks say beside results.
    }
}
