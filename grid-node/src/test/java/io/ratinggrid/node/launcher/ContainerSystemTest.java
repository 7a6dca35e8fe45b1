package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.github.dockerjava.api.model.Network.Ipam;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.standalone.ScriptRunner;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The image of the project as a cluster of containers. Runs where the environment has RATINGGRID_CONTAINERS=true and an engine,
 * as {@code .ci/run} arranges; RATINGGRID_NO_CONTAINERS says why there is none.
 */
@Timeout(600)
final class ContainerSystemTest {
    private static final String IMAGE = "ratinggrid:test";
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final String SUBNET = "172.30.78.";
    private static final String SECRET = "secret-of-the-test";
    private static final int HTTP = 8080;
    private static final int NODES = 3;
    private static final int ACCOUNTS = 100;
    private static final int FILES = 80;
    private static final int EVENTS = 40_000;
    private static final Duration START = Duration.ofMinutes(4);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldChargeOnceWhenTheContainerOfANodeIsKilled() throws Exception {
        assumeTrue(
                "true".equals(System.getenv("RATINGGRID_CONTAINERS")),
                () -> "container tests are skipped: "
                        + System.getenv()
                                .getOrDefault(
                                        "RATINGGRID_NO_CONTAINERS",
                                        "RATINGGRID_CONTAINERS is not true; .ci/run sets it where an engine runs"));
        makeImage();
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong());
        System.out.println("seed=" + seed);
        final List<Path> files = write(new Random(seed));
        final Map<String, String> expected = expected(files);
        try (Network network = network()) {
            final List<GenericContainer<?>> nodes = new ArrayList<>();
            IntStream.range(0, NODES).forEach(index -> nodes.add(node(network, index)));
            final GenericContainer<?> gateway = gateway(network);
            try {
                Startables.deepStart(nodes).join();
                gateway.start();
                post(gateway, files.get(0));
                final CompletableFuture<Void> load = CompletableFuture.runAsync(
                        () -> files.subList(1, files.size()).forEach(file -> post(gateway, file)));
                kill(nodes.remove((int) (seed & 1)), gateway);
                assertFalse(load.isDone(), "all was accepted before the kill");
                load.join();
                for (final GenericContainer<?> node : nodes) {
                    awaitAccounts(node, expected, seed);
                }
                assertTrue(get(gateway, "/metrics").contains("ratinggrid_commands_pending{stream=\"gateway\"} 0.0\n"));
            } finally {
                keepLog(gateway);
                gateway.stop();
                nodes.forEach(GenericContainer::stop);
            }
        }
    }

    private void makeImage() throws Exception {
        final Process process = new ProcessBuilder(
                        Path.of("../.ci/image").toAbsolutePath().toString(), IMAGE)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("image.log").toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> quiet(directory.resolve("image.log")));
    }

    private static Network network() {
        return Network.builder()
                .createNetworkCmdModifier(
                        create -> create.withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(SUBNET + "0/24"))))
                .build();
    }

    private GenericContainer<?> node(final Network network, final int index) {
        final String address = SUBNET + (11 + index);
        return container(network, "node")
                .withCreateContainerCmdModifier(create -> create.withIpv4Address(address))
                .withCopyToContainer(
                        Transferable.of(
                                """
                                node:
                                  name: node-%d
                                  data: /data/node
                                  catalog: /catalog
                                  address: %s
                                  token-file: /token
                                  discovery-port: 7500
                                  gateway-port: 7400
                                  memory: 256MB
                                  tick: 0s
                                  peers: %s
                                grid:
                                  partitions: 16
                                  backups: 1
                                  founding-nodes: %d
                                server:
                                  address: %s
                                  port: %d
                                """
                                        .formatted(index, address, addresses(7_500), NODES, address, HTTP)),
                        "/config.yaml");
    }

    private static GenericContainer<?> gateway(final Network network) {
        return container(network, "gateway")
                .withCopyToContainer(
                        Transferable.of(
                                """
                                gateway:
                                  name: gateway
                                  data: /data/gateway
                                  catalog: /catalog
                                  token-file: /token
                                  http-token-file: /token
                                  nodes: %s
                                  partitions: 16
                                server:
                                  address: 0.0.0.0
                                  port: %d
                                """
                                        .formatted(addresses(7_400), HTTP)),
                        "/config.yaml");
    }

    private static GenericContainer<?> container(final Network network, final String verb) {
        return new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withImagePullPolicy(image -> false)
                .withNetwork(network)
                .withExposedPorts(HTTP)
                .withEnv("JDK_JAVA_OPTIONS", "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .withCopyToContainer(Transferable.of(SECRET + "\n"), "/token")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(CATALOG.toAbsolutePath().normalize()), "/catalog")
                .withCommand(verb, "--config", "/config.yaml")
                .waitingFor(Wait.forHttp("/ready").forPort(HTTP).withStartupTimeout(START));
    }

    private static String addresses(final int port) {
        return String.join(
                ",",
                IntStream.range(0, NODES)
                        .mapToObj(index -> SUBNET + (11 + index) + ":" + port)
                        .toList());
    }

    /** Hands a file's lines to the gateway, which keeps them and answers before they are committed. */
    private void post(final GenericContainer<?> gateway, final Path file) {
        try {
            final HttpResponse<String> response = client.send(
                    request(gateway, "/commands")
                            .header("Authorization", "Bearer " + SECRET)
                            .POST(HttpRequest.BodyPublishers.ofFile(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(202, response.statusCode(), response::body);
            assertEquals(0, JSON.readTree(response.body()).path("rejected").asInt(-1), response::body);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void kill(final GenericContainer<?> node, final GenericContainer<?> gateway) throws Exception {
        while (committed(gateway) < EVENTS / 10) {
            Thread.sleep(20);
        }
        DockerClientFactory.instance()
                .client()
                .killContainerCmd(node.getContainerId())
                .withSignal("SIGKILL")
                .exec();
        System.out.println("killed a node's container, committed=" + committed(gateway));
        node.stop();
    }

    private double committed(final GenericContainer<?> gateway) throws Exception {
        return get(gateway, "/metrics")
                .lines()
                .filter(line -> line.startsWith("ratinggrid_commands_committed_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    /** Waits until a node answers for every account as expected; what would be charged twice never is. */
    private void awaitAccounts(final GenericContainer<?> node, final Map<String, String> expected, final long seed)
            throws Exception {
        final long deadlineNs = System.nanoTime() + START.toNanos();
        Map<String, String> actual = accounts(node);
        while (!actual.equals(expected) && System.nanoTime() < deadlineNs) {
            Thread.sleep(500);
            actual = accounts(node);
        }
        assertEquals(expected, actual, "seed=" + seed);
    }

    private Map<String, String> accounts(final GenericContainer<?> node) throws Exception {
        final Map<String, String> figures = new TreeMap<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            final JsonNode account = JSON.readTree(get(node, "/accounts/a" + i));
            figures.put("balances.json a" + i, account.path("balances").toString());
            figures.put("unbilled.json a" + i, account.path("unbilled").toString());
        }
        return figures;
    }

    private String get(final GenericContainer<?> container, final String path) throws Exception {
        return client.send(request(container, path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest.Builder request(final GenericContainer<?> container, final String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://" + container.getHost() + ":" + container.getMappedPort(HTTP) + path))
                .timeout(Duration.ofSeconds(30));
    }

    private List<Path> write(final Random random) throws IOException {
        final List<Path> files = new ArrayList<>();
        files.add(directory.resolve("accounts.jsonl"));
        Files.write(
                files.get(0),
                IntStream.range(0, ACCOUNTS)
                        .mapToObj(i ->
                                """
                                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "a%d", "currency": "EUR",\
                                 "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line-1"}],\
                                 "plans": ["%s"]}"""
                                        .formatted(i, i % 2 == 0 ? "mobile" : "mobile-by-the-minute"))
                        .toList());
        for (int file = 0; file < FILES; file++) {
            final int first = file * EVENTS / FILES;
            files.add(directory.resolve("usage-%02d.jsonl".formatted(file)));
            Files.write(
                    files.get(file + 1),
                    IntStream.range(first, first + EVENTS / FILES)
                            .mapToObj(i ->
                                    """
                                    {"type": "usage", "at": "2026-06-%02dT10:00:00Z", "id": "e%d", "account": "a%d",\
                                     "subscriber": "line-1", "service": "voice", "quantity": "%d s",\
                                     "to": "+447700900123"}"""
                                            .formatted(
                                                    2 + i * 25L / EVENTS,
                                                    i,
                                                    random.nextInt(ACCOUNTS),
                                                    1 + random.nextInt(300)))
                            .toList());
        }
        return files;
    }

    private Map<String, String> expected(final List<Path> files) throws Exception {
        final Path out = directory.resolve("expected");
        try (ScriptRunner script =
                new ScriptRunner(CatalogFiles.load(CATALOG), PartitionSettings.DEFAULT, out, OutputForm.json(false))) {
            script.read(files.get(0), JsonFormat.ACCOUNTS);
            for (final Path file : files.subList(1, files.size())) {
                script.read(file, JsonFormat.COMMANDS);
            }
            script.finish();
        }
        final Map<String, String> figures = new TreeMap<>();
        for (final String file : List.of("balances.json", "unbilled.json")) {
            try (MappingIterator<JsonNode> elements =
                    JSON.readerFor(JsonNode.class).readValues(out.resolve(file).toFile())) {
                while (elements.hasNext()) {
                    final JsonNode element = elements.next();
                    figures.put(file + " " + element.path("account").asString(), element.toString());
                }
            }
        }
        return figures;
    }

    private void keepLog(final GenericContainer<?> container) throws IOException {
        if (container.isRunning()) {
            Files.writeString(directory.resolve("gateway.log"), container.getLogs());
        }
    }

    private static String quiet(final Path log) {
        try {
            return Files.readString(log);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
