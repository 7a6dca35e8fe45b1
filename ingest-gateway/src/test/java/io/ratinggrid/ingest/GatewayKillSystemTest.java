package io.ratinggrid.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.stream.FakeGrid;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills the gateway's process at chosen places, with commands appended and not sent, sent and not answered, answered and not
 * kept; then lets it finish. Nothing may be lost or doubled, and the books must be those of a gateway never killed.
 */
final class GatewayKillSystemTest {
    private static final int RECORDS = 10_000;
    private static final int SUBSCRIBERS = 300;

    @TempDir
    Path directory;

    private final Map<String, Integer> committed = new ConcurrentHashMap<>();
    private long filtered;
    private long rejected;
    private long unknown;
    private long untariffed;
    private long refused;
    private long rated;

    @ParameterizedTest
    @CsvSource({"PROCESS, 2", "POWER, 1"})
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void shouldLoseAndDoubleNothing(final Durability durability, final int rounds) throws Exception {
        final long seed = System.nanoTime();
        System.out.println("seed=" + seed);
        final Random random = new Random(seed);
        writeFiles(random);
        final FakeGrid grid = new FakeGrid(KilledGateway.PARTITIONS, (partition, bytes) -> rate(bytes));
        try (SocketGrid.Server server = new SocketGrid.Server(grid)) {
            for (int round = 0; round < rounds; round++) {
                // The first 900 commands are those of the accounts.
                killAt(KilledGateway.Place.AFTER_APPEND, 900 / (round + 1) + random.nextInt(1_000), server, durability);
                killAt(KilledGateway.Place.BEFORE_SEND, 1 + random.nextInt(20), server, durability);
                killAt(KilledGateway.Place.BEFORE_ANSWER, 1 + random.nextInt(20), server, durability);
            }
            assertBooks(finish(server, durability), seed);
        }
        assertEquals(RECORDS - filtered - rejected - unknown, usageCommitted(), "seed=" + seed);
        committed.forEach((id, times) -> assertEquals(1, times, id + " seed=" + seed));
    }

    private void assertBooks(final List<String> said, final long seed) {
        assertEquals("DONE", said.get(said.size() - 1), () -> "seed=" + seed + " " + said);
        final Books expected = new Books(RECORDS, rated, filtered, 0, unknown + untariffed, rejected, refused, 0);
        final String books =
                said.stream().filter(line -> line.startsWith("BOOKS 2 ")).reduce("", (a, b) -> b);
        assertEquals("BOOKS 2 " + expected + " true", books, "seed=" + seed);
        said.forEach(line -> assertTrue(!line.startsWith("ALARM"), line));
        said.stream().filter(line -> line.startsWith("BOOKS")).forEach(line -> assertTrue(line.endsWith("true"), line));
    }

    private long usageCommitted() {
        return committed.keySet().stream().filter(id -> id.startsWith("R")).count();
    }

    private ResultCode rate(final byte[] bytes) {
        final Command command = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes, 0, bytes.length), command);
        final String id = new String(command.id(), StandardCharsets.UTF_8);
        committed.merge(id, 1, Integer::sum);
        if (command.type != CommandType.USAGE) {
            return ResultCode.DONE;
        }
        return id.endsWith("t") ? ResultCode.NO_TARIFF : id.endsWith("u") ? ResultCode.UNFUNDED : ResultCode.DONE;
    }

    private void writeFiles(final Random random) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("accounts.jsonl"))) {
            for (int i = 0; i < SUBSCRIBERS; i++) {
                out.write("{\"account\":\"account-" + i
                        + "\",\"at\":\"2026-01-01T00:00:00Z\",\"subscribers\":[{\"id\":\"x\","
                        + "\"identities\":[{\"type\":\"msisdn\",\"value\":\"" + (447_000_000_000L + i)
                        + "\"}],\"plans\":[\"talk\"]}]}\n");
            }
        }
        filtered = rejected = unknown = untariffed = refused = rated = 0;
        committed.clear();
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("cdrs.csv"))) {
            out.write("RecordID,EventTimestamp,Direction,EventType,CallingNumber,CalledNumber,DurationSec,Country\n");
            for (int i = 0; i < RECORDS; i++) {
                out.write(record(i, random.nextInt(100), 447_000_000_000L + random.nextInt(SUBSCRIBERS)));
            }
        }
    }

    private String record(final int i, final int kind, final long number) {
        final String rest = ",2026-02-01 10:00:00,MO,VOICE,+" + number + ",+33123456789,60,GB\n";
        if (kind < 5) {
            filtered++;
            return "R" + i + rest.replace("MO", "MT");
        }
        if (kind < 10) {
            rejected++;
            return "R" + i + rest.replace(",60,", ",-60,");
        }
        if (kind < 15) {
            unknown++;
            return "R" + i + rest.replace("+44", "+99");
        }
        if (kind < 20) {
            untariffed++;
            return "R" + i + "t" + rest;
        }
        if (kind < 25) {
            refused++;
            return "R" + i + "u" + rest;
        }
        rated++;
        return "R" + i + rest;
    }

    private void killAt(
            final KilledGateway.Place place,
            final int after,
            final SocketGrid.Server server,
            final Durability durability)
            throws IOException, InterruptedException {
        final Process process = process(server, durability, place, after);
        final BufferedReader out = linesOf(process);
        String line = out.readLine();
        while (line != null && !line.equals("STANDING")) {
            line = out.readLine();
        }
        process.destroyForcibly().waitFor();
        assertEquals("STANDING", line, place + " " + after);
        System.out.println("killed at " + place + " " + after + ", committed=" + committed.size());
    }

    private List<String> finish(final SocketGrid.Server server, final Durability durability)
            throws IOException, InterruptedException {
        final Process process = process(server, durability, KilledGateway.Place.NOWHERE, 0);
        final List<String> said = linesOf(process).lines().toList();
        assertEquals(0, process.waitFor(), said::toString);
        return said;
    }

    private static BufferedReader linesOf(final Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private Process process(
            final SocketGrid.Server server,
            final Durability durability,
            final KilledGateway.Place place,
            final int after)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dchronicle.analytics.disable=true"));
        command.addAll(List.of("-cp", classPath(), KilledGateway.class.getName()));
        command.addAll(List.of(directory.toString(), Integer.toString(server.port()), durability.name()));
        command.addAll(List.of(place.name(), Integer.toString(after)));
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    /** Surefire may put the class path into a property of its own. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
