package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.reference.ReferenceEngine;

/**
 * The end of a run, with all processes ended: reads each node's copy of the journal, compares them, replays the journal, and lays ledger,
 * reference and what was told beside it. One thread.
 */
final class Checker {
    private final Cluster cluster;
    private final Traffic traffic;
    private final Ledger ledger;
    private final Balances balances;
    private final Problems problems;
    private final FaultCounts counts = new FaultCounts();

    Checker(
            final Cluster cluster,
            final Traffic traffic,
            final Ledger ledger,
            final Balances balances,
            final Problems problems) {
        this.cluster = cluster;
        this.traffic = traffic;
        this.ledger = ledger;
        this.balances = balances;
        this.problems = problems;
    }

    /**
     * Checks everything, and adds its figures to the report.
     *
     * @param whole whether every node had all its copies when it ended; else they may differ
     */
    void check(final RunReport report, final boolean whole)
            throws IOException, InterruptedException, CatalogRefusedException {
        readLogs();
        final int partitions = cluster.settings().partitions();
        final JournalCopies copies = new JournalCopies(partitions);
        copies.read(cluster);
        if (whole) {
            copies.differences().forEach(text -> problems.add("copies", text));
        }
        copies.counts().forEach((count, times) -> report.total("partitions with " + count + " whole copies", times));

        final List<Line> lines = ledger.lines();
        final LedgerCheck check = new LedgerCheck(lines, counts, problems);
        final BitSet referred = referred(lines);
        final List<CatalogModel> models = CatalogSource.load(
                        cluster.settings().directory().resolve("catalog"))
                .versions();
        final CatalogBook book = CatalogStore.open(cluster.nodes().get(0).data().resolve("catalogs"))
                .book();
        final ReferenceEngine reference = new ReferenceEngine(models, partitions);
        final List<PartitionReplay> replays = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            final PartitionReplay replay = new PartitionReplay(
                    partition, models, book, reference, referred.get(partition), PartitionSettings.DEFAULT, problems);
            replay.replay(copies.entries(partition), check::take);
            replays.add(replay);
            report.total("journal entries", replay.entries());
            report.total("openings of partitions", replay.openings());
            report.total("commands in the journal", replay.records());
        }
        check.finish(whole, account -> replays.get(AccountKey.partition(account, partitions))
                .engine());
        final Map<Integer, List<String>> byPartition = new HashMap<>();
        traffic.accounts().forEach(account -> byPartition
                .computeIfAbsent(traffic.partition(account), key -> new ArrayList<>())
                .add(account));
        byPartition.forEach((partition, accounts) -> {
            replays.get(partition).checkAccounts(accounts);
            check.checkAccounts(accounts, replays.get(partition));
            accounts.forEach(
                    account -> balances.compare(account, replays.get(partition).engine()));
        });
        report.total("accounts compared with the ledger", traffic.accounts().size());
        report.total(
                "accounts compared with the exact reference",
                traffic.accounts().stream()
                        .filter(account -> referred.get(traffic.partition(account)))
                        .count());
        report.total("transfers that arrived", check.transfers());
        report.total("identities that moved", check.moves());
        report.total("events taken back", check.reversals());
        report.total("documents", check.documents());
        report.total("balances compared with the journal", balances.sampled());
        report.total("balances read under load", balances.asked());
    }

    /** A gateway stops its stream where the grid contradicts what it was told; that is never right. */
    private void readLogs() throws IOException {
        for (final Member gateway : cluster.gateways()) {
            Files.readAllLines(gateway.log()).stream()
                    .filter(line -> line.contains("the stream stopped"))
                    .forEach(line -> problems.add("stream stopped", gateway.name() + " " + line));
        }
    }

    FaultCounts counts() {
        return counts;
    }

    /** The partitions for the reference, from the first on: as many as come to about so many commands. */
    private BitSet referred(final List<Line> lines) {
        final long[] commands = new long[cluster.settings().partitions()];
        lines.stream()
                .filter(line -> line.partition != Line.NOWHERE)
                .forEach(line -> commands[line.partition] += Math.max(1, line.sends()));
        final BitSet chosen = new BitSet();
        long sum = 0;
        for (int partition = 0; partition < commands.length; partition++) {
            sum += commands[partition];
            chosen.set(partition, partition == 0 || sum <= cluster.settings().replayed());
        }
        return chosen;
    }
}
