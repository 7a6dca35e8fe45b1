package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes with real Ignite in this process, of which one has a catalog more. */
@Timeout(240)
final class CatalogCopiesSystemTest {
    private static final int PARTITIONS = 8;
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2/catalog.yaml");

    @TempDir
    private Path directory;

    private final List<ClusterNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ClusterNode::close);
    }

    @Test
    void shouldOpenPartitionsThatNameACatalogOfANodeThatIsGone() throws Exception {
        final Path one = catalogs("one", "2026-01");
        final Path two = catalogs("two", "2026-01", "2027-01");
        final List<Integer> ports = List.of(freePort(), freePort(), freePort());
        final List<CompletableFuture<ClusterNode>> starting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            final int index = i;
            final Path catalog = i == 2 ? two : one;
            starting.add(CompletableFuture.supplyAsync(() -> start(index, ports, catalog)));
        }
        for (final CompletableFuture<ClusterNode> node : starting) {
            nodes.add(node.get(180, TimeUnit.SECONDS));
        }
        awaitOpen();
        final Set<String> hashes = kept(2);
        assertEquals(2, hashes.size());
        nodes.remove(2).close();
        awaitOpen();
        for (int i = 0; i < 2; i++) {
            assertTrue(kept(i).containsAll(hashes), () -> kept(0) + " " + kept(1));
        }
    }

    /** All partitions, on the nodes that are left. */
    private void awaitOpen() throws InterruptedException {
        int open = 0;
        while (open < PARTITIONS) {
            Thread.sleep(20);
            open = nodes.stream()
                    .mapToInt(node -> node.openPartitions().cardinality())
                    .sum();
        }
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

    private ClusterNode start(final int index, final List<Integer> ports, final Path catalog) {
        final ClusterSettings settings = new ClusterSettings(
                "node-" + index,
                directory.resolve("node-" + index),
                PARTITIONS,
                1,
                Durability.PROCESS,
                PartitionSettings.DEFAULT,
                128 << 20,
                "127.0.0.1",
                ports.get(index),
                0,
                ports.stream().map(port -> "127.0.0.1:" + port).toList(),
                10_000,
                ports.size(),
                "",
                Optional.empty(),
                MemberSettings.STANDARD);
        try {
            return new ClusterNode(settings, OwnerListener.NONE, System.out::println).start(catalog);
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
