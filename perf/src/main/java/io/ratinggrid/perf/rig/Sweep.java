package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
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
            "First it is seen how fast it goes; the rates are parts of that. A rate that is missed,",
            "or whose percentile is above the objective, ends the sweep."
        })
public final class Sweep implements Callable<Integer> {
    private static final Pattern OBJECTIVE = Pattern.compile("p(50|90|99|99\\.9|99\\.99)=(\\d+)ms");
    private static final int[] PERCENT = {5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    private static final int WHOLE = 100;
    private static final double MS = 1e6;

    @Mixin
    private RigOptions options;

    @Option(
            names = "--slo",
            paramLabel = "pN=Nms",
            description = "The objective: a percentile and its time (default: ${DEFAULT-VALUE}).")
    private String objective = "p99=10ms";

    @Option(names = "--duration", paramLabel = "S", description = "Seconds at each rate (default: ${DEFAULT-VALUE}).")
    private int duration = 10;

    @Option(names = "--arrival", description = "How events come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.POISSON;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final Matcher wanted = OBJECTIVE.matcher(objective);
        if (!wanted.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--slo=" + objective + ", must be as p99=10ms (p50, p90, p99, p99.9, p99.99)");
        }
        final PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory directory = RunDirectory.passing("sweep")) {
            final RigSettings settings = options.settings(directory.path());
            out.println(Machine.describe());
            out.println(settings.text());
            try (IngestRun run = new IngestRun(settings)) {
                run.start();
                final double most =
                        settings.events() * 1e9 / run.bulk(settings.events()).of("wallNs");
                out.printf("as fast as it goes: %,.0f events/s%n", most);
                sweep(run, most, "latency p" + wanted.group(1), Long.parseLong(wanted.group(2)), out);
                final Reconciliation reconciliation = run.reconcile();
                reconciliation.problems().forEach(problem -> out.println("FAIL: " + problem));
                out.flush();
                return reconciliation.isGood() ? 0 : 1;
            }
        }
    }

    private void sweep(
            final IngestRun run, final double most, final String percentile, final long ms, final PrintWriter out)
            throws InterruptedException {
        out.println();
        out.println("| events/s | cpu us/event | p50 ms | p99 ms | p99.9 ms | max ms | |");
        out.println("|---:|---:|---:|---:|---:|---:|---|");
        int knee = 0;
        boolean within = true;
        for (int i = 0; i < PERCENT.length && within; i++) {
            final int rate = Math.max(1, (int) (most * PERCENT[i] / WHOLE));
            final Figures found = run.paced(new Pace(rate, duration, arrival));
            final boolean reached = IngestResult.isReached(found);
            within = reached && found.of(percentile) <= ms * MS;
            knee = within ? rate : knee;
            out.printf(
                    "| %,d | %.2f | %.1f | %.1f | %.1f | %.1f | %s |%n",
                    rate,
                    (found.of("cpuNs") + found.of("node cpuNs")) / 1e3 / rate / duration,
                    found.of("latency p50") / MS,
                    found.of("latency p99") / MS,
                    found.of("latency p99.9") / MS,
                    found.of("latency max") / MS,
                    reached ? "" : "FAIL: the rate was missed");
            out.flush();
        }
        out.printf("%nthe highest of these rates with %s: %s%n", objective, knee == 0 ? "none" : "%,d".formatted(knee));
    }
}
