package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.report.Chart;
import io.ratinggrid.perf.report.CollectorLog;
import io.ratinggrid.perf.report.Html;
import io.ratinggrid.perf.report.LatencyLog;
import io.ratinggrid.perf.report.Mark;

/** Keeps what a run measured: the histograms of its times, and {@code report.html}. One thread. */
public final class RunPage {
    private static final double SECOND_MS = 1e3;
    private static final double HALF = 50;
    private static final double MOST = 99;
    private static final double ALL = 100;
    private static final String SILENCE = "no answer";
    private static final String HOW_TO_READ =
            """
            Over time: the percentiles of the answers that came in an interval stand from its beginning to its end. Below, on the same axis, what \
            went on meanwhile: intervals in which nothing that is timed was answered, pauses of collectors, checkpoints, new files. A bar is as \
            high as it is long beside the longest of its row. Checkpoints and files are looked for every %d ms, and may stand that much later \
            than they were, or later still while a node does not answer.""";
    private static final String TWO_CLOCKS =
            """
            The curves over time are by the clock of the generator at %s, the rows below by this machine's. A log was complete here %,d ms after \
            its end by the generator's clock: if the clocks agree, that is how long its transfer took. By what is more than a transfer takes, the \
            rows stand too far to the right; if it is less than 0, they stand too far to the left.""";

    private final RigSettings settings;
    private final Path out;
    private final List<Mark> marks = new ArrayList<>();

    /** {@code out}: made if missing. */
    public RunPage(final RigSettings settings, final Path out) throws IOException {
        this.settings = settings;
        this.out = Files.createDirectories(out);
    }

    /** Adds what was seen from outside, and the pauses of the collectors. */
    public void marks(final List<Mark> seen) throws IOException {
        marks.addAll(seen);
        for (int i = 0; i < settings.nodes(); i++) {
            final String name = "node-" + i;
            marks.addAll(CollectorLog.read(Jvms.collectorLog(settings.directory(), name), "GC " + name));
        }
        for (final String name : List.of("gateway", "generator")) {
            marks.addAll(CollectorLog.read(Jvms.collectorLog(settings.directory(), name), "GC " + name));
        }
    }

    /**
     * Writes the page.
     *
     * @param histograms what was timed, by NAME of its {@code NAME.hlog} in the directory of the run, which are copied with their {@code .hgrm}
     * @param curves     further charts, such as of rates
     */
    public void write(
            final String title,
            final Map<String, String> environment,
            final String summary,
            final Map<String, String> histograms,
            final List<Chart> curves)
            throws IOException {
        final Html page = new Html(title).text(summary);
        curves.forEach(page::chart);
        final Chart percentiles = new Chart("Times until committed, by percentile", "percentile", "ms")
                .logarithmicX(LatencyLog::rarity)
                .logarithmicY();
        final List<Chart> overTime = new ArrayList<>();
        final List<LatencyLog> logs = new ArrayList<>();
        for (final Map.Entry<String, String> histogram : histograms.entrySet()) {
            final String name = histogram.getKey();
            final LatencyLog log = LatencyLog.read(settings.directory().resolve(name + ".hlog"));
            logs.add(log);
            percentiles.add(log.percentiles(histogram.getValue()));
            overTime.add(overTime(histogram.getValue(), log));
            for (final String ending : List.of(".hlog", ".hgrm", ".hdr")) {
                Files.copy(
                        settings.directory().resolve(name + ending),
                        out.resolve(name + ending),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        page.chart(percentiles).text(HOW_TO_READ.formatted(Watch.LOOK_MS) + clocks(logs));
        overTime.forEach(page::chart);
        final Map<String, String> rows = new LinkedHashMap<>(environment);
        rows.put("flags of nodes", String.join(" ", Jvms.node(settings, settings.nodes())));
        page.table(rows).write(out.resolve("report.html"));
    }

    /** What is to be known of the times of two machines, empty if all are of one. */
    private String clocks(final List<LatencyLog> logs) {
        final long lateMs = logs.stream().mapToLong(LatencyLog::lateMs).min().orElse(0);
        return settings.generator()
                .generator()
                .map(at -> "\n\n" + TWO_CLOCKS.formatted(at, lateMs))
                .orElse("");
    }

    private Chart overTime(final String name, final LatencyLog log) {
        final Chart chart = new Chart(
                        name + ", over time from " + Instant.ofEpochMilli(log.startMs()) + " on, and what went on",
                        "s",
                        "ms")
                .logarithmicY()
                .add(log.over("p50", HALF))
                .add(log.over("p99", MOST))
                .add(log.over("max", ALL))
                .lane(SILENCE);
        final List<Mark> all = new ArrayList<>(log.gaps(SILENCE));
        marks.stream().sorted(Comparator.comparing(Mark::kind)).forEach(all::add);
        for (final Mark mark : all) {
            final double at = (mark.atMs() - log.startMs()) / SECOND_MS;
            chart.mark(mark.kind(), at, at + mark.ms() / SECOND_MS);
        }
        return chart;
    }
}
