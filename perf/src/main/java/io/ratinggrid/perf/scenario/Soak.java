package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.RunPage;
import io.ratinggrid.perf.rig.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf soak}: a rate for a long time, the longest stall, and what lay beside it. */
@Command(
        name = "soak",
        description = "A rate for a long time: the longest time until a committed answer, checkpoints and all.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The knee, of which the rate should be some 70 %, is found by perf sweep. With --out the page",
            "shows the times second by second, beside collections, checkpoints and new files."
        })
public final class Soak extends Scenario {
    private static final double GB = 1e9;

    @Option(names = "--rate", paramLabel = "N", required = true, description = "Events a second, open loop.")
    private int rate;

    @Option(names = "--duration", paramLabel = "S", description = "Seconds (default: ${DEFAULT-VALUE}).")
    private int duration = 1_200;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep the histograms and report.html there (default: nowhere).")
    private Path directory;

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Map<String, String> environment = Environment.begin();
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            final String histogram = run.histogram("paced");
            final Watch watch = run.watch();
            final Figures found = run.paced(new Pace(rate, duration, Arrival.POISSON));
            watch.close();
            Environment.end(environment);
            final String summary = summary(found);
            out.println(summary);
            if (directory != null) {
                final RunPage page = new RunPage(settings, directory);
                page.marks(watch.marks());
                page.write("perf soak", environment, settings.text() + "\n" + summary, List.of(histogram), List.of());
            }
            final boolean reached = IngestResult.isReached(found);
            if (!reached) {
                out.println("FAIL: the rate was missed");
            }
            return run.reconcile().print(out) && reached;
        }
    }

    private String summary(final Figures found) {
        final long events = (long) rate * duration;
        return "%,d events/s for %,d s: %.2f us of CPU an event, longest %.1f ms (p50 %.1f, p99 %.1f, p99.9 %.1f), %.1f GB to disks, nothing retired"
                .formatted(
                        rate,
                        duration,
                        found.cpuUs(events),
                        found.of("latency max") / MS,
                        found.of("latency p50") / MS,
                        found.of("latency p99") / MS,
                        found.of("latency p99.9") / MS,
                        found.of("written bytes") / GB);
    }
}
