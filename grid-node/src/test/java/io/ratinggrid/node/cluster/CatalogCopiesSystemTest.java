package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes with real Ignite in this process, of which one has a catalog more, at once or when it comes back. */
@Timeout(240)
final class CatalogCopiesSystemTest {
    private static final int PARTITIONS = 8;
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2/catalog.yaml");

    @TempDir
    private Path directory;

    private final List<Integer> ports = new ArrayList<>();
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<Queue<String>> said =
            List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());

    @AfterEach
    void stop() {
        nodes.forEach(ClusterNode::close);
    }

    @Test
    void shouldOpenPartitionsThatNameACatalogOfANodeThatIsGone() throws Exception {
        startAll(catalogs("two", "2026-01", "2099-01"));
        awaitOpen();
        final Set<String> hashes = kept(2);
        assertEquals(2, hashes.size());
        assertKeptByTheOthers(hashes);
        nodes.remove(2).close();
        awaitOpen();
        assertKeptByTheOthers(hashes);
    }

    @Test
    void shouldPublishACatalogOnlyWhenTheOthersKeepIt() throws Exception {
        startAll(one());
        awaitOpen();
        nodes.remove(2).close();
        awaitOpen();
        final Path away = hideCatalogsOfTheFirst();
        nodes.add(start(2, catalogs("two", "2026-01", "2099-01")));
        await(() -> said(0, "cannot be copied from node"));
        assertEquals(0, nodes.get(2).openPartitions().cardinality());
        Files.move(away, directory.resolve("node-0/catalogs"));
        await(() -> !nodes.get(2).openPartitions().isEmpty());
        final Set<String> hashes = kept(2);
        assertEquals(2, hashes.size());
        assertKeptByTheOthers(hashes);
        awaitOpen();
        assertFalse(said(2, "is not known to be kept"));
        nodes.remove(2).close();
        awaitOpen();
    }

    @Test
    void shouldNotKeepPartitionsClosedForANodeThatCannotKeepACatalog() throws Exception {
        startAll(one());
        awaitOpen();
        nodes.remove(2).close();
        awaitOpen();
        hideCatalogsOfTheFirst();
        nodes.add(start(2, catalogs("two", "2026-01", "2099-01")));
        await(() -> !nodes.get(2).openPartitions().isEmpty());
        assertTrue(said(2, "is not known to be kept by node node-0 "), () -> String.join("\n", said.get(2)));
        assertFalse(said(2, "is not known to be kept by node node-1 "));
        awaitOpen();
    }

    private void startAll(final Path ofTheLast) throws Exception {
        for (int i = 0; i < 3; i++) {
            ports.add(FreePorts.one());
        }
        final Path ofTheOthers = one();
        final List<CompletableFuture<ClusterNode>> starting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            final int index = i;
            starting.add(CompletableFuture.supplyAsync(() -> start(index, index == 2 ? ofTheLast : ofTheOthers)));
        }
        for (final CompletableFuture<ClusterNode> node : starting) {
            nodes.add(node.get(180, TimeUnit.SECONDS));
        }
    }

    /** What the first node wants to take up from now on fails, until it is moved back. */
    private Path hideCatalogsOfTheFirst() throws IOException {
        return Files.move(directory.resolve("node-0/catalogs"), directory.resolve("away"));
    }

    private void assertKeptByTheOthers(final Set<String> hashes) {
        for (int i = 0; i < 2; i++) {
            assertTrue(kept(i).containsAll(hashes), () -> kept(0) + " " + kept(1));
        }
    }

    private boolean said(final int node, final String what) {
        return said.get(node).stream().anyMatch(message -> message.contains(what));
    }

    private Path one() throws IOException {
        return catalogs("one", "2026-01");
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    /** All partitions, on the nodes that are left. */
    private void awaitOpen() throws InterruptedException {
        await(() -> nodes.stream()
                        .mapToInt(node -> node.openPartitions().cardinality())
                        .sum()
                >= PARTITIONS);
    }

    private Set<String> kept(final int node) {
        try (Stream<Path> children = Files.list(directory.resolve("node-" + node + "/catalogs"))) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> name.length() == 64)
                    .collect(Collectors.toSet());
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path catalogs(final String name, final String... versions) throws IOException {
        final String text = Files.readString(CATALOG);
        for (final String version : versions) {
            final Path made = Files.createDirectories(directory.resolve(name).resolve(version));
            Files.writeString(
                    made.resolve("catalog.yaml"),
                    text.replace("version: \"2026-01\"", "version: \"" + version + "\"")
                            .replace("effective: 2026-01-01", "effective: " + version + "-01"));
        }
        return directory.resolve(name);
    }

    private ClusterNode start(final int index, final Path catalog) {
        final ClusterSettings settings = new ClusterSettings(
                "node-" + index,
                directory.resolve("node-" + index),
                PARTITIONS,
                1,
                Durability.PROCESS,
                PartitionSettings.DEFAULT,
                128 << 20,
                NodePlace.at("127.0.0.1", ports.get(index), 0),
                ports.stream().map(port -> "127.0.0.1:" + port).toList(),
                10_000,
                ports.size(),
                "",
                Optional.empty(),
                MemberSettings.STANDARD,
                KeptJournal.ALL,
                0,
                0);
        try {
            return new ClusterNode(settings, OwnerListener.NONE, message -> hear(index, message)).start(catalog);
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void hear(final int node, final String message) {
        System.out.println("node-" + node + " " + message);
        said.get(node).add(message);
    }
}
