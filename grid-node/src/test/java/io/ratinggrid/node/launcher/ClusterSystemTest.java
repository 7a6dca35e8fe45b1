package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.node.standalone.ScriptRunner;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Three node processes and a gateway in this one; nodes are killed under load, and every account compared at the end. */
@Timeout(300)
final class ClusterSystemTest {
    private static final int NODES = 3;
    private static final int ACCOUNTS = 100;
    private static final int EVENTS = Integer.getInteger("cluster.events", 20_000);
    private static final int KILLS = Integer.getInteger("cluster.kills", 3);
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One node process and what it says. */
    private static final class Child {
        private final Process process;
        private final PrintStream in;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Child(final List<String> command, final Path log) throws IOException {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
            final Thread reader = new Thread(() -> read(log), "child");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(final Path log) {
            try (BufferedReader out = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                    PrintStream file = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    file.println(line);
                    lines.add(line);
                }
            } catch (final IOException e) {
                lines.add(e.toString());
            }
        }

        String await(final String start) throws InterruptedException {
            for (String line = lines.poll(90, TimeUnit.SECONDS);
                    line != null;
                    line = lines.poll(90, TimeUnit.SECONDS)) {
                if (line.startsWith(start)) {
                    return line;
                }
            }
            throw new AssertionError("never said: " + start);
        }

        String ask(final String question, final String start) throws InterruptedException {
            in.println(question);
            return await(start);
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    @TempDir
    private Path directory;

    private final List<Child> children = new ArrayList<>();
    private final List<Integer> discovery = new ArrayList<>();
    private final List<Integer> streams = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (final Child child : children) {
            child.kill();
        }
    }

    @Test
    void shouldChargeEveryEventOnceWhateverNodeDies() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        System.out.println("cluster: seed=" + seed);
        final Random random = new Random(seed);
        for (int i = 0; i < NODES; i++) {
            discovery.add(FreePorts.one());
            streams.add(FreePorts.one());
        }
        for (int i = 0; i < NODES; i++) {
            children.add(start(i));
        }
        for (final Child child : children) {
            child.await("ready");
        }
        final List<Path> files = write(random);
        final CatalogHistory catalogs = CatalogFiles.load(CATALOG);
        try (GridTransport transport = new GridTransport(GridTransportSettings.standard(
                                "test",
                                streams.stream()
                                        .map(port -> "127.0.0.1:" + port)
                                        .toList(),
                                ""))
                        .start();
                Gateway gateway = new Gateway(
                        GatewaySettings.standard(directory.resolve("gateway"), ClusterChild.PARTITIONS),
                        transport,
                        new CatalogUnits(() -> catalogs),
                        alarm -> System.out.println("alarm: " + alarm))) {
            gateway.start();
            gateway.ingestFile(files.get(0), JsonFormat.ACCOUNTS);
            assertTrue(gateway.drain(60_000), "accounts are not committed");
            final Thread reading = new Thread(() -> ingest(gateway, files.subList(1, files.size())));
            reading.start();
            for (int kill = 0; kill < KILLS; kill++) {
                killAndRestart(random.nextInt(NODES), random.nextInt(2_000));
            }
            reading.join();
            assertTrue(gateway.drain(120_000), "seed=" + seed + " " + gateway.progress());
            assertEquals(expected(files), actual(), "seed=" + seed);
        }
    }

    private void killAndRestart(final int index, final int afterMs) throws Exception {
        Thread.sleep(500 + afterMs);
        children.get(index).kill();
        final long killedNs = System.nanoTime();
        awaitOpen();
        System.out.println(
                "killed node-" + index + ", all open after ms=" + (System.nanoTime() - killedNs) / 1_000_000);
        children.set(index, start(index));
        children.get(index).await("ready");
    }

    private void awaitOpen() throws InterruptedException {
        int open = 0;
        while (open < ClusterChild.PARTITIONS) {
            open = 0;
            for (final Child child : children) {
                if (child.process.isAlive()) {
                    open += Integer.parseInt(child.ask("open", "open=").substring("open=".length()));
                }
            }
        }
    }

    private Child start(final int index) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("--enable-native"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-DIGNITE_QUIET=true",
                "-ea",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterChild.class.getName(),
                directory.resolve("node-" + index).toString(),
                CATALOG.toString(),
                String.join(",", discovery.stream().map(String::valueOf).toList()),
                String.valueOf(index),
                String.valueOf(streams.get(index))));
        return new Child(command, directory.resolve("node-" + index + "-" + System.nanoTime() + ".log"));
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
        for (int file = 0; file < 10; file++) {
            final int first = file * EVENTS / 10;
            files.add(directory.resolve("usage-" + file + ".jsonl"));
            Files.write(
                    files.get(file + 1),
                    IntStream.range(first, first + EVENTS / 10)
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

    private static void ingest(final Gateway gateway, final List<Path> files) {
        try {
            for (final Path file : files) {
                gateway.ingestFile(file, JsonFormat.COMMANDS);
                Thread.sleep(300);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        return figures(out);
    }

    private Map<String, String> actual() throws Exception {
        awaitOpen();
        final Map<String, String> figures = new TreeMap<>();
        for (int i = 0; i < NODES; i++) {
            final Path out = directory.resolve("actual-" + i);
            children.get(i).ask("dump " + out, "dumped");
            figures.putAll(figures(out));
        }
        return figures;
    }

    private static Map<String, String> figures(final Path out) throws IOException {
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
}
