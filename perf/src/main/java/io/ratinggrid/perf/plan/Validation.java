package io.ratinggrid.perf.plan;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
 * makes of them for 1, 2 and 3 nodes is compared with what these do, and 2 with a copy of each partition. All share the cores of this machine, in the model too. One thread.
 */
final class Validation {
    /** The first is the one that costs are from. */
    private static final List<Grid> GRIDS = List.of(new Grid(1, 0), new Grid(2, 0), new Grid(3, 0), new Grid(2, 1));

    private static final int PARTITIONS = 64;
    private static final int BATCH = 1_024;
    private static final int PREFIXES = 10_000;
    private static final int HEAP_MB = 3_072;
    private static final int EVENTS_OF_AN_ACCOUNT = 10;

    private static final double US = 1e3;
    private static final double MS = 1e6;
    private static final String ORIGIN = "measured here";
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

    /** So many nodes, and so many copies of each partition besides the first. */
    private record Grid(int nodes, int backups) {
        @Override
        public String toString() {
            return backups == 0 ? Integer.toString(nodes) : nodes + " and a copy";
        }
    }

    /** Of the grids, the one with a copy, and the same without. */
    private static final int COPIED = 3;

    private static final int COPIED_ONE = 1;

    /** What was measured of one grid. */
    private record Seen(Figures bulk, Figures paced, int bulkEvents) {}

    /** False if a run is not reconciled. */
    boolean run(final Costs shipped) throws IOException, InterruptedException, CatalogRefusedException {
        final List<Seen> seen = new ArrayList<>();
        for (final Grid grid : GRIDS) {
            seen.add(measure(grid));
        }
        final Costs costs = withCopies(costs(seen.get(0), shipped), seen.get(COPIED_ONE), seen.get(COPIED));
        out.printf(
                "%nmeasured with one node: event %.2f us, entry %.1f us, at the gateway event %.2f us, batch %.1f us; commit %.2f ms (%s)%n",
                costs.of(Cost.OWNER_EVENT),
                costs.of(Cost.OWNER_ENTRY),
                costs.of(Cost.GATEWAY_EVENT),
                costs.of(Cost.GATEWAY_BATCH),
                CommitTimes.of(costs, 0).meanMs(),
                parts(costs, 0));
        out.printf(
                "measured with a copy, for it alone: event %.2f us, entry %.1f us; commit %.2f ms (%s)%n%n",
                costs.of(Cost.COPY_EVENT),
                costs.of(Cost.COPY_ENTRY),
                CommitTimes.of(costs, 1).meanMs(),
                parts(costs, 1));
        out.printf("%,d events/s, %d s, by these costs and the times of these commits:%n%n", rate, seconds);
        final Comparison comparison = new Comparison(out);
        comparison.begin();
        for (int i = 0; i < GRIDS.size(); i++) {
            compare(GRIDS.get(i), seen.get(i).paced(), costs, comparison);
        }
        comparison.end();
        return good;
    }

    private Seen measure(final Grid grid) throws IOException, InterruptedException, CatalogRefusedException {
        try (RunDirectory directory = RunDirectory.passing("plan")) {
            final int events = accounts * EVENTS_OF_AN_ACCOUNT;
            final RigSettings settings = new RigSettings(
                    directory.path(),
                    accounts,
                    events,
                    warmUp,
                    PREFIXES,
                    PARTITIONS,
                    grid.nodes(),
                    grid.backups(),
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
                out.print("nodes: " + grid + ": ");
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
        return commits(measured(shipped, owner, gateway), CommitTimes.of(paced), 0);
    }

    /** What a copy costs is what as many nodes without one did not use, one entry after another. */
    private Costs withCopies(final Costs costs, final Seen alone, final Seen copied) {
        final double[] copy = solve(
                copied.bulk().of("entries"),
                copied.bulkEvents(),
                moreUs(alone.bulk(), copied.bulk()),
                copied.paced().of("entries"),
                events(),
                moreUs(alone.paced(), copied.paced()));
        return commits(
                costs.with(Cost.COPY_ENTRY, copy[0], ORIGIN).with(Cost.COPY_EVENT, copy[1], ORIGIN),
                CommitTimes.of(copied.paced()),
                1);
    }

    private static double moreUs(final Figures alone, final Figures copied) {
        return Math.max(0, copied.of("node cpuNs") - alone.of("node cpuNs")) / US;
    }

    private static Costs commits(final Costs measured, final CommitTimes times, final int copies) {
        Costs costs = measured;
        for (final Map.Entry<Double, Cost> part : CommitTimes.parts(copies).entrySet()) {
            costs = costs.with(part.getValue(), times.ms(part.getKey()), ORIGIN);
        }
        return costs;
    }

    /** Pairs are of an entry or a batch, and of an event. */
    private static Costs measured(final Costs shipped, final double[] owner, final double[] gateway) {
        return shipped.with(Cost.OWNER_EVENT, owner[1], ORIGIN)
                .with(Cost.OWNER_ENTRY, owner[0], ORIGIN)
                .with(Cost.GATEWAY_EVENT, gateway[1], ORIGIN)
                .with(Cost.GATEWAY_BATCH, gateway[0], ORIGIN);
    }

    /** What commits take, for people. */
    private static String parts(final Costs costs, final int copies) {
        return CommitTimes.parts(copies).values().stream()
                .map(cost ->
                        "%s %.2f".formatted(cost.key().replaceAll("commit\\.|copied\\.|\\.ms", ""), costs.of(cost)))
                .collect(Collectors.joining(", "));
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

    private void compare(final Grid grid, final Figures found, final Costs costs, final Comparison comparison) {
        final int cores = Runtime.getRuntime().availableProcessors();
        final QueueModel model = new QueueModel(
                        new QueueModel.Setting(
                                rate,
                                grid.nodes(),
                                PARTITIONS,
                                1,
                                cores,
                                1,
                                SenderSettings.BATCHES_PER_SECOND,
                                true,
                                seconds,
                                seed),
                        costs,
                        grid.backups())
                .run();
        final String nodes = grid.toString();
        final Histogram times = model.latencies();
        if (grid == GRIDS.get(0) || grid == GRIDS.get(COPIED)) {
            comparison.fitted(nodes, CPU, found.cpuUs(events()), model.cpuUs());
        } else {
            comparison.row(nodes, CPU, found.cpuUs(events()), model.cpuUs());
        }
        comparison.row(nodes, "events of an entry", (double) events() / found.of("entries"), model.eventsOfAnEntry());
        comparison.row(nodes, "p50 ms", found.of("latency p50") / MS, times.getValueAtPercentile(50) / MS);
        comparison.row(nodes, "p99 ms", found.of("latency p99") / MS, times.getValueAtPercentile(99) / MS);
    }
}
