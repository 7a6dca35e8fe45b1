package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.result.Kept;
import io.ratinggrid.perf.result.Sample;
import io.ratinggrid.perf.rig.RigSettings;

/** Runs the same events in several ways, round by round, and sets them side by side. One thread. */
final class Variants {
    /** What was measured of one way, a value a round. */
    private record Measured(
            List<Double> cpuUs,
            List<Double> generatorUs,
            List<Double> perSecond,
            List<Double> p50Ms,
            List<Double> p99Ms,
            List<Double> ratio) {
        Measured() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    /** How events are sent through a grid of these settings. */
    @FunctionalInterface
    interface Way {
        BulkRun run(RigSettings settings) throws IOException, InterruptedException, CatalogRefusedException;
    }

    private final List<Variant> variants;
    private final Way way;
    private final Kept kept;
    private final List<Measured> measured = new ArrayList<>();
    private final PrintWriter out;

    /** The first is what the others are compared with. */
    Variants(final List<Variant> variants, final Way way, final Kept kept, final PrintWriter out) {
        this.variants = variants;
        this.way = way;
        this.kept = kept;
        this.out = out;
        variants.forEach(variant -> measured.add(new Measured()));
    }

    /** False if a run is not reconciled, which has been printed. */
    boolean run(final int rounds) throws IOException, InterruptedException, CatalogRefusedException {
        boolean good = true;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < variants.size(); i++) {
                good &= measure(i);
            }
        }
        print(rounds);
        return good;
    }

    private boolean measure(final int index) throws IOException, InterruptedException, CatalogRefusedException {
        final Variant variant = variants.get(index);
        try (RunDirectory directory = RunDirectory.passing("variant")) {
            final BulkRun run = way.run(variant.settings().in(directory.path()));
            out.print(variant.name() + ": ");
            final List<String> problems = new ArrayList<>(run.reconciliation().problems());
            run.reconciliation().print(out);
            if (!run.isReached()) {
                problems.add("the rate was missed");
                out.println("FAIL: the rate was missed");
            }
            kept.add(variant.name(), values(variant.name(), run), problems);
            if (problems.isEmpty()) {
                add(measured.get(index), run);
            }
            return problems.isEmpty();
        }
    }

    private static Map<String, Double> values(final String variant, final BulkRun run) {
        return Map.of(
                variant + ": CPU us an event", run.cpuUs(),
                variant + ": generator, apart, CPU us an event", run.generatorUs(),
                variant + ": events/s", run.perSecond(),
                variant + ": p50 ms", run.p50Ms(),
                variant + ": p99 ms", run.p99Ms());
    }

    private void add(final Measured own, final BulkRun run) {
        own.cpuUs().add(run.cpuUs());
        own.generatorUs().add(run.generatorUs());
        own.perSecond().add(run.perSecond());
        own.p50Ms().add(run.p50Ms());
        own.p99Ms().add(run.p99Ms());
        final List<Double> first = measured.get(0).cpuUs();
        if (!first.isEmpty()) {
            own.ratio().add(run.cpuUs() / first.get(first.size() - 1));
        }
    }

    private void print(final int rounds) {
        out.printf("%nMedians of %d rounds, less those that failed (least to most):%n%n", rounds);
        out.println("|  | CPU us an event | over the first | generator, apart | events/s | p50 ms | p99 ms |");
        out.println("|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < variants.size(); i++) {
            final Measured own = measured.get(i);
            out.printf(
                    "| %s | %s | %s | %s | %s | %s | %s |%n",
                    variants.get(i).name(),
                    band("%,.2f", own.cpuUs()),
                    band("%,.2f", own.ratio()),
                    band("%,.2f", own.generatorUs()),
                    band("%,.0f", own.perSecond()),
                    band("%,.0f", own.p50Ms()),
                    band("%,.0f", own.p99Ms()));
        }
    }

    private static String band(final String format, final List<Double> values) {
        if (values.isEmpty()) {
            return "not counted";
        }
        final Sample sample = new Sample(values);
        final String median = format.formatted(sample.median());
        return values.size() == 1
                ? median
                : median + " (" + format.formatted(sample.least()) + " to " + format.formatted(sample.most()) + ")";
    }
}
