package io.ratinggrid.node.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.cluster.ClusterSettings;
import io.ratinggrid.node.cluster.KeptJournal;
import io.ratinggrid.node.cluster.MemberSettings;
import io.ratinggrid.node.cluster.NodePlace;
import io.ratinggrid.node.output.KnownNames;
import io.ratinggrid.node.output.OutputFiles;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A node process of a test: name, data directory, catalog, discovery ports of all, index of its own, gateway port. Says how many
 * partitions are open when asked {@code open}, and writes their accounts when told {@code dump DIRECTORY}.
 */
final class ClusterChild {
    static final int PARTITIONS = 16;

    private ClusterChild() {}

    public static void main(final String[] args) throws Exception {
        final List<String> ports = List.of(args[2].split(","));
        final int index = Integer.parseInt(args[3]);
        final Path catalog = Path.of(args[1]);
        final ClusterSettings settings = new ClusterSettings(
                "node-" + index,
                Path.of(args[0]),
                PARTITIONS,
                1,
                Durability.PROCESS,
                PartitionSettings.DEFAULT,
                128 << 20,
                NodePlace.at("127.0.0.1", Integer.parseInt(ports.get(index)), Integer.parseInt(args[4])),
                ports.stream().map(port -> "127.0.0.1:" + port).toList(),
                10_000,
                ports.size(),
                "",
                Optional.empty(),
                MemberSettings.STANDARD,
                KeptJournal.ALL,
                0,
                500);
        try (ClusterNode node = new ClusterNode(settings, OwnerListener.NONE, ClusterChild::say).start(catalog)) {
            say("ready");
            serve(node, catalog);
        }
    }

    private static void serve(final ClusterNode node, final Path catalog) throws Exception {
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("open")) {
                say("open=" + node.openPartitions().cardinality());
            } else {
                dump(node, catalog, Path.of(line.substring("dump ".length())));
                say("dumped");
            }
        }
    }

    private static void dump(final ClusterNode node, final Path catalog, final Path directory) throws Exception {
        final Long2ObjectHashMap<Account> accounts = new Long2ObjectHashMap<>();
        for (final int partition : node.openPartitions().stream().toArray()) {
            final Answer<List<Account>> answer =
                    node.query(partition, 0, ClusterChild::copies).get();
            if (answer.outcome() != Answer.Outcome.GIVEN) {
                throw new IOException("partition=" + partition + " answer=" + answer.outcome());
            }
            answer.value().forEach(account -> accounts.put(account.key(), account));
        }
        try (OutputFiles out = new OutputFiles(
                directory, CatalogFiles.load(catalog), new KnownNames(accounts::get), OutputForm.json(false))) {
            out.writeAccounts(consumer -> accounts.values().forEach(consumer));
        }
    }

    private static List<Account> copies(final PartitionEngine engine) {
        final List<Account> copies = new ArrayList<>();
        engine.forEachAccount(account -> copies.add(account.copy()));
        return copies;
    }

    private static synchronized void say(final String line) {
        System.out.println(line);
        System.out.flush();
    }
}
