package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.RunPage;
import io.ratinggrid.perf.rig.Watch;

/** A rate for a long time, through a grid that runs. One thread. */
public final class SoakRun {
    private static final double GB = 1e9;

    private final RigSettings settings;
    private final Path page;

    /** {@code page}: directory of the histograms and {@code report.html}, null: they are not kept. */
    public SoakRun(final RigSettings settings, final Path page) {
        this.settings = settings;
        this.page = page;
    }

    /** As {@link IngestRun#paced}. */
    public Figures run(final IngestRun run, final Pace pace) throws IOException, InterruptedException {
        final Map<String, String> environment = Environment.begin();
        final String histogram = run.histogram("paced");
        final Watch watch = run.watch();
        final Figures found = run.paced(pace);
        watch.close();
        Environment.end(environment);
        if (page != null) {
            final RunPage kept = new RunPage(settings, page);
            kept.marks(watch.marks());
            kept.write(
                    "perf soak",
                    environment,
                    settings.text() + "\n" + summary(found, pace),
                    Map.of(histogram, "%,d events/s".formatted(pace.rate())),
                    List.of());
        }
        return found;
    }

    /** What was found, in one line. */
    public static String summary(final Figures found, final Pace pace) {
        return "%,d events/s for %,d s: %.2f us of CPU an event (generator %.2f apart), longest %.1f ms (p50 %.1f, p99 %.1f, p99.9 %.1f), %.1f GB to disks, nothing retired"
                .formatted(
                        pace.rate(),
                        pace.seconds(),
                        found.cpuUs(pace.events()),
                        found.generatorCpuUs(pace.events()),
                        longestMs(found),
                        found.of("latency p50") / Scenario.MS,
                        found.of("latency p99") / Scenario.MS,
                        found.of("latency p99.9") / Scenario.MS,
                        writtenGb(found));
    }

    /** Until a committed answer, milliseconds. */
    public static double longestMs(final Figures found) {
        return found.of("latency max") / Scenario.MS;
    }

    public static double writtenGb(final Figures found) {
        return found.of("written bytes") / GB;
    }
}
