package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf burst}: a steady rate, many times as much for some seconds, and the steady rate again. */
@Command(
        name = "burst",
        description = "A steady rate, a burst, and the steady rate again: how late is the burst, and when is it over?",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Times count from the moment at which an event was to be sent. A burst may be sent late",
            "(the generator has a core less then) and still counts from its plan; the steady rate",
            "must be reached, before and after it."
        })
public final class Burst extends Scenario {
    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events a second before and after (default: ${DEFAULT-VALUE}).")
    private int rate = 5_000;

    @Option(names = "--times", paramLabel = "N", description = "Of that in the burst (default: ${DEFAULT-VALUE}).")
    private int times = 10;

    @Option(
            names = "--steady",
            paramLabel = "S",
            description = "Seconds of the steady rate (default: ${DEFAULT-VALUE}).")
    private int steady = 10;

    @Option(names = "--burst", paramLabel = "S", description = "Seconds of the burst (default: ${DEFAULT-VALUE}).")
    private int burst = 5;

    @Option(names = "--arrival", description = "How events come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.POISSON;

    private final Map<String, String> histograms = new LinkedHashMap<>();

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            final Optional<Watch> watch = look(run::watch);
            out.println(
                    "|  | events/s | seconds | p50 ms | p99 ms | max ms | all committed after s | CPU us an event | generator, apart |");
            out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
            final Figures before = phase("before", rate, steady, run, out);
            phase("burst", rate * times, burst, run, out);
            final Figures after = phase("after", rate, steady, run, out);
            keepPage(settings, histograms, watch);
            final boolean reached = IngestResult.isReached(before) && IngestResult.isReached(after);
            if (!reached) {
                out.println("FAIL: the steady rate was missed");
            }
            return run.reconcile().print(out) && reached;
        }
    }

    private Figures phase(
            final String name, final int perSecond, final int seconds, final IngestRun run, final PrintWriter out)
            throws InterruptedException {
        final Pace pace = new Pace(perSecond, seconds, arrival);
        histograms.put(run.histogram("paced"), "%s: %,d events/s".formatted(name, perSecond));
        final Figures found = run.paced(pace);
        kept().add(name, found.all());
        out.printf(
                "| %s | %,d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                perSecond,
                seconds,
                found.of("latency p50") / MS,
                found.of("latency p99") / MS,
                found.of("latency max") / MS,
                found.of("wallNs") / SECOND_NS,
                found.cpuUs(pace.events()),
                found.generatorCpuUs(pace.events()));
        out.flush();
        return found;
    }
}
