package io.ratinggrid.perf.canonical;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.baseline.BaselineRun;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestResult;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.LimitRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;

/** Limit, grid and baseline once, one after the other or each alone. One thread, used once. */
public final class Round {
    static final String LIMIT_CPU = "limit: CPU us an event";
    static final String LIMIT_DRAW = "limit: of them to draw the event";
    public static final String LIMIT_BARE = "limit: CPU us an event, drawn before";
    static final String LIMIT_RATE = "limit: events/s";
    static final String FORCED_CPU = "limit, forced: CPU us an event";
    public static final String FORCED_BARE = "limit, forced: CPU us an event, drawn before";
    static final String FORCED_RATE = "limit, forced: events/s";
    public static final String INGEST_CPU = "ingest: CPU us an event";
    static final String INGEST_GATEWAY = "ingest: of them in the gateway";
    static final String INGEST_GENERATOR = "ingest: generator, apart, CPU us an event";
    public static final String INGEST_RATE = "ingest: events/s";
    static final String INGEST_P50 = "ingest: p50 ms";
    static final String INGEST_P99 = "ingest: p99 ms";
    static final String PACED_RATE = "paced: events/s";
    static final String PACED_CPU = "paced: CPU us an event";
    static final String PACED_GENERATOR = "paced: generator, apart, CPU us an event";
    static final String PACED_P50 = "paced: p50 ms";
    static final String PACED_P99 = "paced: p99 ms";
    static final String PACED_P999 = "paced: p99.9 ms";
    static final String PACED_MOST = "paced: max ms";
    public static final String JOURNAL_BYTES = "ingest: journal bytes an event";
    public static final String WRITTEN_BYTES = "ingest: bytes written to disks an event";
    static final String ALLOCATED_BYTES = "ingest: bytes that the node allocates an event";
    public static final String ALLOCATED_OVER_ENTRY = "ingest: the node's allocation over bytes of entries";
    public static final String RECOVERY_S = "recovery: s from SIGKILL to the last partition's answer";
    static final String BASELINE_CPU = "baseline: CPU us an event";
    static final String BASELINE_GENERATOR = "baseline: generator, apart, CPU us an event";
    public static final String BASELINE_RATE = "baseline: events/s";
    static final String BASELINE_P50 = "baseline: p50 ms";
    static final String BASELINE_P99 = "baseline: p99 ms";
    public static final String OVER_LIMIT = "limit over ingest, CPU";
    static final String OVER_LIMIT_DRAWN = "the same, limit with drawing";
    public static final String OVER_BASELINE = "ingest over baseline, events/s";
    static final String CPU_OVER_BASELINE = "baseline over ingest, CPU";

    /** One in so many events is enough to warm up what is one thread, and for the baseline. */
    private static final int PART = 4;

    private static final double MS = 1e6;
    private static final double SECOND_NS = 1e9;

    private final RigSettings settings;
    private final int seconds;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private String problem = "";

    /** {@code seconds}: of events at a fixed rate, a quarter of what the grid was seen to take: one by one they cost more. */
    public Round(final RigSettings settings, final int seconds) {
        this.settings = settings;
        this.seconds = seconds;
    }

    Round run() throws IOException, InterruptedException, CatalogRefusedException {
        limit();
        ingest();
        baseline();
        figures.put(OVER_LIMIT, figures.get(LIMIT_BARE) / figures.get(INGEST_CPU));
        figures.put(OVER_LIMIT_DRAWN, figures.get(LIMIT_CPU) / figures.get(INGEST_CPU));
        figures.put(OVER_BASELINE, figures.get(INGEST_RATE) / figures.get(BASELINE_RATE));
        figures.put(CPU_OVER_BASELINE, figures.get(BASELINE_CPU) / figures.get(INGEST_CPU));
        return this;
    }

    private RigSettings in(final String name) throws IOException {
        final Path directory = settings.directory().resolve(name);
        return settings.in(Files.createDirectories(directory));
    }

    /** What one thread can do. */
    public void limit() throws IOException, InterruptedException {
        final RigSettings own = in("limit").with(settings.warmUp() / PART);
        final Figures found = new LimitRun(own).run();
        final double cpuUs = found.of("whole cpuNs") / 1e3 / own.events();
        final double forcedUs = found.of("forced cpuNs") / 1e3 / own.events();
        final double drawUs = found.of("draw cpuNs") / 1e3 / own.events();
        figures.put(LIMIT_CPU, cpuUs);
        figures.put(LIMIT_DRAW, drawUs);
        figures.put(LIMIT_BARE, cpuUs - drawUs);
        figures.put(LIMIT_RATE, own.events() * SECOND_NS / found.of("whole wallNs"));
        figures.put(FORCED_CPU, forcedUs);
        figures.put(FORCED_BARE, forcedUs - drawUs);
        figures.put(FORCED_RATE, own.events() * SECOND_NS / found.of("forced wallNs"));
    }

    /** The whole path, as fast as it goes, then at a rate, and the death of a node. */
    public void ingest() throws IOException, InterruptedException, CatalogRefusedException {
        final RigSettings own = in("ingest");
        try (IngestRun run = new IngestRun(own)) {
            run.start();
            final Figures bulk = run.bulk(own.events());
            final double rate = bulk.perSecond(own.events());
            figures.put(INGEST_CPU, bulk.cpuUs(own.events()));
            figures.put(INGEST_GATEWAY, bulk.of("cpuNs") / 1e3 / own.events());
            figures.put(INGEST_GENERATOR, bulk.generatorCpuUs(own.events()));
            figures.put(INGEST_RATE, rate);
            figures.put(INGEST_P50, bulk.of("latency p50") / MS);
            figures.put(INGEST_P99, bulk.of("latency p99") / MS);
            figures.put(JOURNAL_BYTES, (double) bulk.of("journal bytes") / own.events());
            figures.put(WRITTEN_BYTES, (double) bulk.of("written bytes") / own.events());
            figures.put(ALLOCATED_BYTES, (double) bulk.of("allocated bytes") / own.events());
            figures.put(ALLOCATED_OVER_ENTRY, (double) bulk.of("allocated bytes") / bulk.of("journal bytes"));
            final int quarter = (int) (rate / 4);
            final Figures paced = run.paced(Pace.even(quarter, seconds));
            figures.put(RECOVERY_S, run.recover(0) / SECOND_NS);
            final IngestResult result = new IngestResult((long) quarter * seconds, quarter, paced, run.reconcile());
            figures.put(PACED_RATE, (double) quarter);
            figures.put(PACED_CPU, result.cpuUs());
            figures.put(PACED_GENERATOR, paced.generatorCpuUs((long) quarter * seconds));
            figures.put(PACED_P50, paced.of("latency p50") / MS);
            figures.put(PACED_P99, paced.of("latency p99") / MS);
            figures.put(PACED_P999, paced.of("latency p99.9") / MS);
            figures.put(PACED_MOST, paced.of("latency max") / MS);
            if (!result.isGood()) {
                problem +=
                        " ingest: " + result.reconciliation().problems() + (result.isReached() ? "" : " rate missed");
            }
        }
    }

    /** With fewer events: it is slow, and no slower for it. */
    public void baseline() throws IOException, InterruptedException {
        final RigSettings own = in("baseline").with(settings.warmUp() / PART);
        try (BaselineRun run = new BaselineRun(own)) {
            final int events = Math.max(1, own.events() / PART);
            final Figures bulk = run.start().bulk(events);
            figures.put(BASELINE_CPU, bulk.cpuUs(events));
            figures.put(BASELINE_GENERATOR, bulk.generatorCpuUs(events));
            figures.put(BASELINE_RATE, bulk.perSecond(events));
            figures.put(BASELINE_P50, bulk.of("latency p50") / MS);
            figures.put(BASELINE_P99, bulk.of("latency p99") / MS);
            final String wrong = run.problem();
            if (!wrong.isEmpty()) {
                problem += " baseline: " + wrong;
            }
        }
    }

    public Map<String, Double> figures() {
        return figures;
    }

    /** What makes the round worthless, empty if nothing does. */
    public String problem() {
        return problem.strip();
    }
}
