package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.report.Chart;
import io.ratinggrid.perf.report.Point;
import io.ratinggrid.perf.report.Series;
import io.ratinggrid.perf.result.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf sweep}: rate after rate, until the times are too long. */
@Command(
        name = "sweep",
        description = "Times at rates from low to high, open loop: the highest at which they are still short enough.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "First it is seen how fast it goes; the rates are parts of that. Behind a rate that is",
            "missed, or whose percentile is above the objective, two between it and the one before",
            "follow. The highest that keeps it is held for six times as long, or the next lower by an eighth.",
            "Exit code 1: no rate keeps the objective, or an event is lost or wrong."
        })
public final class Sweep implements Callable<Integer> {
    private static final double MS = 1e6;
    private static final double SECOND_MS = 1e3;
    private static final String[] SHOWN = {"p50", "p99", "p99.9", "max"};

    @Mixin
    private RigOptions options;

    @Mixin
    private GeneratorOptions generator;

    @Option(
            names = "--slo",
            paramLabel = "pN=Nms",
            description = "The objective: a percentile and its time (default: ${DEFAULT-VALUE}).")
    private String objective = "p99=10ms";

    @Option(names = "--duration", paramLabel = "S", description = "Seconds at each rate (default: ${DEFAULT-VALUE}).")
    private int duration = 10;

    @Option(names = "--arrival", description = "How events come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.POISSON;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep result.json, the histograms and report.html there (default: nowhere).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final RateSteps steps = new RateSteps(wanted(), duration, arrival);
        final PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory run = RunDirectory.passing("sweep")) {
            final RigSettings settings = generator.in(options.settings(run.path()));
            final Kept kept = new Kept();
            out.println(Machine.describe());
            out.println(settings.text());
            try (IngestRun ingest = new IngestRun(settings)) {
                ingest.start();
                out.println("events are drawn at " + ingest.generatorPlace());
                final double most = ingest.bulk(settings.events()).perSecond(settings.events());
                out.printf("as fast as it goes: %,.0f events/s%n", most);
                final Optional<Watch> watch = Optional.ofNullable(directory).map(page -> ingest.watch());
                sweep(steps, ingest, most, out);
                hint(settings, steps, out);
                keep(kept, steps);
                watch.ifPresent(Watch::close);
                final Reconciliation reconciliation = ingest.reconcile();
                reconciliation.print(out);
                final Map<String, String> environment = kept.environment();
                if (watch.isPresent()) {
                    report(settings, environment, steps.steps(), watch.get());
                    kept.write(directory, settings.text(), spec, reconciliation.isGood() && steps.knee() > 0);
                }
                return reconciliation.isGood() && steps.knee() > 0 ? 0 : 1;
            }
        }
    }

    private Objective wanted() {
        try {
            return Objective.of(objective);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--slo=" + e.getMessage(), e);
        }
    }

    private void sweep(final RateSteps steps, final IngestRun run, final double most, final PrintWriter out)
            throws InterruptedException {
        out.println();
        out.println("| events/s | s | cpu us/event | generator, apart | p50 ms | p99 ms | p99.9 ms | max ms | |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        final int knee = steps.run(run, most, step -> print(step, out)).knee();
        out.printf(
                "%nthe highest of these rates that keeps %s: %s%n",
                objective, knee == 0 ? "none" : "%,d".formatted(knee));
    }

    private static void keep(final Kept kept, final RateSteps steps) {
        kept.add("knee, events/s", steps.knee());
        for (final RateSteps.Step step : steps.steps()) {
            kept.add(
                    "at %d/s for %d s".formatted(step.pace().rate(), step.pace().seconds()),
                    step.found().all());
        }
    }

    /** A partition waits for its turn however few events there are. */
    private static void hint(final RigSettings settings, final RateSteps steps, final PrintWriter out) {
        if (steps.knee() == 0) {
            out.printf(
                    "each of %d partitions has its turn every %.0f ms: fewer --partitions or more --batches-per-second make times shorter%n",
                    settings.partitions(), SECOND_MS * settings.partitions() / settings.batchesPerSecond());
        }
    }

    private static void print(final RateSteps.Step step, final PrintWriter out) {
        final Figures found = step.found();
        out.printf(
                "| %,d | %d | %.2f | %.2f | %.1f | %.1f | %.1f | %.1f | %s |%n",
                step.pace().rate(),
                step.pace().seconds(),
                step.cpuUs(),
                step.generatorCpuUs(),
                found.of("latency p50") / MS,
                found.of("latency p99") / MS,
                found.of("latency p99.9") / MS,
                found.of("latency max") / MS,
                IngestResult.isReached(found) ? "" : "FAIL: the rate was missed");
        out.flush();
    }

    private void report(
            final RigSettings settings,
            final Map<String, String> environment,
            final List<RateSteps.Step> steps,
            final Watch watch)
            throws IOException {
        final Chart times = new Chart("Times until committed, by rate", "events/s", "ms").logarithmicY();
        for (final String percentile : SHOWN) {
            times.add(series(percentile, steps, step -> step.found().of("latency " + percentile) / MS));
        }
        final Chart cpu = new Chart("CPU time, by rate", "events/s", "us an event")
                .add(series("gateway and nodes", steps, RateSteps.Step::cpuUs))
                .add(series("generator, apart", steps, RateSteps.Step::generatorCpuUs));
        final RunPage page = new RunPage(settings, directory);
        page.marks(watch.marks());
        page.write(
                "perf sweep --slo " + objective, environment, settings.text(), histograms(steps), List.of(times, cpu));
    }

    private static Map<String, String> histograms(final List<RateSteps.Step> steps) {
        final Map<String, String> histograms = new LinkedHashMap<>();
        steps.forEach(step -> histograms.put(
                step.histogram(),
                "%,d events/s for %d s"
                        .formatted(step.pace().rate(), step.pace().seconds())));
        return histograms;
    }

    private static Series series(
            final String name, final List<RateSteps.Step> steps, final ToDoubleFunction<RateSteps.Step> value) {
        return new Series(
                name,
                steps.stream()
                        .map(step -> new Point(step.pace().rate(), value.applyAsDouble(step)))
                        .toList());
    }
}
