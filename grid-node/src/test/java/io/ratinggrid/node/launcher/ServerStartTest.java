package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads who starts a node or a gateway with a mistake: what is wrong, where, and what would be right. */
final class ServerStartTest {
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");

    @TempDir
    Path directory;

    @Test
    void shouldRefuseASettingThatIsNotThere() throws Exception {
        assertRefused(
                "node",
                node().replace("gateway-port:", "gatewy-port:"),
                """
                ratinggrid: cannot start: server.yaml line 6: node.gatewy-port is no setting; did you mean 'node.gateway-port'?
                node.gateway-port is missing; docs/CLUSTER.md says what it is
                """);
        assertRefused(
                "gateway",
                gateway() + "gatway:\n  partitions: 8\n",
                """
                ratinggrid: cannot start: server.yaml line 7: gatway.partitions is no setting;\
                 did you mean 'gateway.partitions'?
                """);
    }

    @Test
    void shouldRefuseAFileWithoutANeededSetting() throws Exception {
        assertRefused(
                "gateway",
                gateway().replaceAll("(?m)^  nodes:.*\n", ""),
                "ratinggrid: cannot start: gateway.nodes is missing; docs/CLUSTER.md says what it is\n");
        assertRefused(
                "node",
                node().replaceAll("(?m)^  peers:.*\n", ""),
                "ratinggrid: cannot start: node.peers is missing; docs/CLUSTER.md says what it is\n");
    }

    @Test
    void shouldTakeTheSpellingsOfSpring() throws Exception {
        assertRefused(
                "node",
                node().replace("gateway-port:", "gatewayPort:").replace("name:", "nam:"),
                """
                ratinggrid: cannot start: server.yaml line 2: node.nam is no setting; did you mean 'node.name'?
                node.name is missing; docs/CLUSTER.md says what it is
                """);
    }

    @Test
    void shouldNameTheSettingThatHasAWrongValue() throws Exception {
        final Cli.Result result = start("node", node() + "grid:\n  partitions: eight\n");
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("ratinggrid: cannot start: grid.partitions=eight ("), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void shouldSayWhereAFileIsNoYaml() throws Exception {
        final Cli.Result result = start("node", "node: [\n");
        assertEquals(1, result.status());
        assertTrue(
                result.err().startsWith("ratinggrid: cannot start: the file is no YAML: line 2 column 1: "),
                result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void shouldSayWhatIsWrongWithACatalog() throws Exception {
        final Cli.Result result = start("node", node().replaceAll("catalog: .*", "catalog: /nowhere"));
        assertEquals(1, result.status());
        assertTrue(
                result.err().startsWith("ratinggrid: cannot start: catalog /nowhere has errors and is not loaded\n"),
                result.err());
        assertTrue(result.err().lines().count() <= 3, result.err());
    }

    @Test
    void shouldNameThePortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            final Cli.Result result =
                    start("node", node().replace("gateway-port: 1", "gateway-port: " + taken.getLocalPort()));
            assertEquals(1, result.status());
            assertTrue(
                    result.err()
                            .startsWith("ratinggrid: cannot start: gatewayPort=" + taken.getLocalPort()
                                    + " cannot be used at address=127.0.0.1: "),
                    result.err());
            assertEquals(1, result.err().lines().count(), result.err());
        }
    }

    @Test
    void shouldNameTheHttpPortThatIsInUseBeforeItOpensAnything() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertRefused(
                    "node",
                    node() + "server:\n  port: " + taken.getLocalPort() + "\n",
                    "ratinggrid: cannot start: server.port=" + taken.getLocalPort()
                            + " is in use; stop what listens there or choose another\n");
        }
        assertFalse(Files.exists(directory.resolve("data")), "the node has begun");
    }

    private void assertRefused(final String verb, final String yaml, final String words) throws IOException {
        final Cli.Result result = start(verb, yaml);
        assertEquals(words, result.err());
        assertEquals(1, result.status());
    }

    private Cli.Result start(final String verb, final String yaml) throws IOException {
        return Cli.run(verb, "--config", Files.writeString(directory.resolve("server.yaml"), yaml));
    }

    private String node() {
        return """
        node:
          name: node-1
          data: %s
          catalog: %s
          discovery-port: 1
          gateway-port: 1
          peers: 127.0.0.1:1
        """
                .formatted(directory.resolve("data"), CATALOG.toAbsolutePath().normalize());
    }

    private String gateway() {
        return """
        gateway:
          name: gateway-1
          data: %s
          catalog: %s
          nodes: 127.0.0.1:1
        """
                .formatted(directory.resolve("data"), CATALOG.toAbsolutePath().normalize());
    }
}
