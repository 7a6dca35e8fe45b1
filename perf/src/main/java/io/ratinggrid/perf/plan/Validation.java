package io.ratinggrid.perf.plan;

import java.io.IOException;
import java.io.PrintWriter;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.GeneratorPlace;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.Skew;
import org.HdrHistogram.Histogram;

/**
 * Sets the model beside real nodes: costs are measured with one node, by events in large entries and in small ones, and what the model
 * makes of them for 1, 2 and 3 nodes is compared with what these do. All share the cores of this machine, in the model too. One thread.
 */
final class Validation {
    private static final int NODES = 3;
    private static final int PARTITIONS = 64;
    private static final int BATCH = 1_024;
    private static final int PREFIXES = 10_000;
    private static final int HEAP_MB = 3_072;
    private static final int EVENTS_OF_AN_ACCOUNT = 10;

    private static final double US = 1e3;
    private static final double MS = 1e6;
    private static final String CPU = "CPU us an event";

    private final int rate;
    private final int seconds;
    private final int accounts;
    private final int warmUp;
    private final long seed;
    private final PrintWriter out;
    private boolean good = true;

    Validation(
            final int rate,
            final int seconds,
            final int accounts,
            final int warmUp,
            final long seed,
            final PrintWriter out) {
        this.rate = rate;
        this.seconds = seconds;
        this.accounts = accounts;
        this.warmUp = warmUp;
        this.seed = seed;
        this.out = out;
    }

    /** What was measured of one grid. */
    private record Seen(Figures bulk, Figures paced, int bulkEvents) {}

    /** False if a run is not reconciled. */
    boolean run(final Costs shipped) throws IOException, InterruptedException, CatalogRefusedException {
        final Seen[] seen = new Seen[NODES];
        for (int i = 0; i < NODES; i++) {
            seen[i] = measure(i + 1);
        }
        final Costs costs = costs(seen[0], shipped);
        out.printf(
                "%nmeasured with one node: event %.2f us, entry %.1f us, at the gateway event %.2f us, batch %.1f us; commit %.2f ms%n%n",
                costs.of(Cost.OWNER_EVENT),
                costs.of(Cost.OWNER_ENTRY),
                costs.of(Cost.GATEWAY_EVENT),
                costs.of(Cost.GATEWAY_BATCH),
                costs.of(Cost.COMMIT_MEAN));
        out.printf(
                "%,d events/s, %d s, by these costs; commit times of the model are lognormal, mean measured, p99 reckoned:%n%n",
                rate, seconds);
        final Comparison comparison = new Comparison(out);
        comparison.begin();
        for (int i = 0; i < NODES; i++) {
            compare(i + 1, seen[i].paced(), costs, comparison);
        }
        comparison.end();
        return good;
    }

    private Seen measure(final int nodes) throws IOException, InterruptedException, CatalogRefusedException {
        try (RunDirectory directory = RunDirectory.passing("plan")) {
            final int events = accounts * EVENTS_OF_AN_ACCOUNT;
            final RigSettings settings = new RigSettings(
                    directory.path(),
                    accounts,
                    events,
                    warmUp,
                    PREFIXES,
                    PARTITIONS,
                    nodes,
                    0,
                    BATCH,
                    SenderSettings.BATCHES_PER_SECOND,
                    Skew.NONE,
                    Durability.PROCESS,
                    RigSettings.WINDOW_DAYS,
                    HEAP_MB,
                    seed,
                    GeneratorPlace.HERE);
            try (IngestRun run = new IngestRun(settings)) {
                run.start();
                run.paced(pace());
                final Figures bulk = run.bulk(events);
                final Figures paced = run.paced(pace());
                out.print(nodes + " nodes: ");
                good &= run.reconcile().print(out);
                return new Seen(bulk, paced, events);
            }
        }
    }

    private Pace pace() {
        return new Pace(rate, seconds, Arrival.POISSON);
    }

    /** Two equations for two costs, of the owner and of the gateway each: so many events in so many entries took so much CPU. */
    private Costs costs(final Seen seen, final Costs shipped) {
        final Figures bulk = seen.bulk();
        final Figures paced = seen.paced();
        final double[] owner = solve(
                bulk.of("entries"),
                seen.bulkEvents(),
                bulk.of("node cpuNs") / US,
                paced.of("entries"),
                events(),
                paced.of("node cpuNs") / US);
        final double[] gateway = solve(
                bulk.of("entries"),
                seen.bulkEvents(),
                bulk.of("cpuNs") / US,
                paced.of("entries"),
                events(),
                paced.of("cpuNs") / US);
        final double commitMs = (double) paced.of("append ns") / Math.max(1, paced.of("entries")) / MS;
        return measured(shipped, owner, gateway, Math.max(0.01, commitMs));
    }

    /** Pairs are of an entry or a batch, and of an event; the tail of commits is as many times their mean as it was. */
    private static Costs measured(
            final Costs shipped, final double[] owner, final double[] gateway, final double commitMs) {
        final String origin = "measured here";
        final double tail = shipped.of(Cost.COMMIT_P99) / shipped.of(Cost.COMMIT_MEAN);
        return shipped.with(Cost.OWNER_EVENT, owner[1], origin)
                .with(Cost.OWNER_ENTRY, owner[0], origin)
                .with(Cost.GATEWAY_EVENT, gateway[1], origin)
                .with(Cost.GATEWAY_BATCH, gateway[0], origin)
                .with(Cost.COMMIT_MEAN, commitMs, origin)
                .with(Cost.COMMIT_P99, commitMs * tail, "reckoned: as many times the mean as shipped");
    }

    private long events() {
        return (long) rate * seconds;
    }

    /** Of an entry and of an event, microseconds; none is below 0. */
    static double[] solve(
            final double entries,
            final double events,
            final double us,
            final double otherEntries,
            final double otherEvents,
            final double otherUs) {
        final double determinant = entries * otherEvents - otherEntries * events;
        if (determinant == 0) {
            return new double[] {0, us / events};
        }
        final double entry = (us * otherEvents - otherUs * events) / determinant;
        final double event = (entries * otherUs - otherEntries * us) / determinant;
        if (entry < 0) {
            return new double[] {0, otherUs / otherEvents};
        }
        return event < 0 ? new double[] {otherUs / otherEntries, 0} : new double[] {entry, event};
    }

    private void compare(final int nodes, final Figures found, final Costs costs, final Comparison comparison) {
        final int cores = Runtime.getRuntime().availableProcessors();
        final QueueModel model = new QueueModel(
                        new QueueModel.Setting(
                                rate,
                                nodes,
                                PARTITIONS,
                                1,
                                cores,
                                1,
                                SenderSettings.BATCHES_PER_SECOND,
                                true,
                                seconds,
                                seed),
                        costs,
                        0)
                .run();
        final Histogram times = model.latencies();
        if (nodes == 1) {
            comparison.fitted(nodes, CPU, found.cpuUs(events()), model.cpuUs());
        } else {
            comparison.row(nodes, CPU, found.cpuUs(events()), model.cpuUs());
        }
        comparison.row(nodes, "events of an entry", (double) events() / found.of("entries"), model.eventsOfAnEntry());
        comparison.row(nodes, "p50 ms", found.of("latency p50") / MS, times.getValueAtPercentile(50) / MS);
        comparison.row(nodes, "p99 ms", found.of("latency p99") / MS, times.getValueAtPercentile(99) / MS);
    }
}
