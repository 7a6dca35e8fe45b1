package io.ratinggrid.perf.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.journal.EventCheck;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.journal.StoredGrid;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.rating.partition.PartitionSettings;

/**
 * The process that looks for every event of a run in the journal, as it is on the disks of its nodes, which have ended: copies alike, the same
 * records made by an engine of its own, each event once. Prints {@link Problems}, and the figures {@code events}, {@code accounts},
 * {@code entries} and {@code copies}.
 */
final class FailoverCheckMain {
    private FailoverCheckMain() {}

    /** {@code arguments}: directory, partitions, copies, accounts, seed, run, and how many events were sent. */
    public static void main(final String[] arguments) throws Exception {
        Child.once(() -> check(arguments));
    }

    private static void check(final String[] arguments)
            throws IOException, CatalogRefusedException, InterruptedException {
        final Path directory = Path.of(arguments[0]);
        final int partitions = Integer.parseInt(arguments[1]);
        final int accounts = Integer.parseInt(arguments[3]);
        final long seed = Long.parseLong(arguments[4]);
        final long run = Long.parseLong(arguments[5]);
        final long sent = Long.parseLong(arguments[6]);
        final Problems problems = new Problems();
        final List<Path> nodes = IntStream.range(0, FailoverSettings.NODES)
                .mapToObj(node -> directory.resolve("node-" + node))
                .toList();
        final StoredGrid grid = StoredGrid.open(nodes, partitions, PartitionSettings.DEFAULT, problems);
        final List<FailoverCheck> checks = new ArrayList<>();
        grid.read(() -> {
            checks.add(new FailoverCheck(new FailoverEvents(seed, accounts, run), sent, problems));
            return checks.get(checks.size() - 1);
        });
        final int events = EventCheck.together(
                        checks.stream().map(FailoverCheck::seen).toList(), sent, problems)
                .cardinality();
        grid.expectCopies(Integer.parseInt(arguments[2]));
        problems.print();
        new Figures()
                .put("events", events)
                .put(
                        "accounts",
                        checks.stream().mapToLong(FailoverCheck::opened).sum())
                .put("entries", grid.entries())
                .put("copies", grid.copies())
                .print();
    }
}
