package io.ratinggrid.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.intake.ReplayReport;
import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.stream.FakeGrid;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suspended records on their way back in. */
final class SuspenseReplayTest {
    private static final int PARTITIONS = 8;
    private static final ReplayRequest ALL = new ReplayRequest(Optional.empty(), "", 0, Map.of());
    private static final String ACCOUNT =
            """
            {"account":"A","at":"2026-01-01T00:00:00Z","subscribers":[{"id":"x","identities":[{"type":"msisdn","value":"+447700900123"}]}]}
            """;
    private static final String USAGE =
            """
            {"type":"usage","id":"1","identity":"msisdn:447700900123","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}
            {"type":"usage","id":"2","identity":"msisdn:447700900123","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"-3m"}
            {"type":"usage","id":"3","identity":"msisdn:447700900123","service":"vioce","start":"2026-02-01T10:00:00Z","quantity":"3m"}
            """;

    /** A command as the grid saw it. */
    private record Seen(String id, int file, long line, long quantity) {}

    @TempDir
    Path directory;

    private final Set<String> noTariff = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final FakeGrid grid = new FakeGrid(PARTITIONS, this::rate);
    private GridTransport transport;
    private Gateway gateway;

    @BeforeEach
    void start() {
        transport = new GridTransport(grid);
        gateway = new Gateway(
                GatewayTest.small(directory.resolve("data"), PARTITIONS, 16),
                transport,
                new TestUnits(),
                message -> {});
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        transport.close();
    }

    @Test
    void shouldRateOnceWhatSuspenseHeldUnderItsOwnLine() throws Exception {
        ingest("usage.jsonl", USAGE, JsonFormat.COMMANDS);
        assertEquals(new Books(3, 0, 0, 0, 2, 1, 0, 0), books());
        ingest("accounts.jsonl", ACCOUNT, JsonFormat.ACCOUNTS);
        final ReplayReport first = replay(ALL);
        assertEquals(1, first.replayedCount());
        assertEquals(1, first.keptCount());
        assertTrue(
                first.objections()
                        .get(0)
                        .endsWith("usage.jsonl line 3 stays in suspense, NO_TARIFF: service 'vioce' is no service"
                                + " of the catalog"),
                first.objections().toString());
        assertEquals(new Books(3, 1, 0, 0, 1, 1, 0, 0), books());
        assertEquals(List.of(new Seen("1", 1, 1, 180_000)), usageSeen());
        assertEquals(0, replay(ALL).replayedCount());
        restart();
        assertEquals(0, replay(ALL).replayedCount());
        assertEquals(new Books(3, 1, 0, 0, 1, 1, 0, 0), books());
        assertEquals(1, usageSeen().size());
    }

    @Test
    void shouldTakeMendedFields() throws Exception {
        ingest("accounts.jsonl", ACCOUNT, JsonFormat.ACCOUNTS);
        ingest("usage.jsonl", USAGE, JsonFormat.COMMANDS);
        final ReplayRequest wrong = of("usage.jsonl", 3, Map.of("service", "voice", "quantity", "-1m"));
        assertTrue(replay(wrong).objections().get(0).contains("field quantity '-1m' is negative; 0 or more"));
        final ReplayRequest other = of("usage.jsonl", 3, Map.of("id", "4"));
        assertTrue(replay(other).objections().get(0).contains("tells the event from others"));
        assertEquals(new Books(3, 1, 0, 0, 1, 1, 0, 0), gateway.files().get(2).books());
        final ReplayRequest right = of("usage.jsonl", 3, Map.of("service", "voice", "quantity", "4m"));
        assertEquals(1, replay(right).replayedCount());
        assertEquals(new Books(3, 2, 0, 0, 0, 1, 0, 0), gateway.files().get(2).books());
        assertEquals(List.of(new Seen("1", 2, 1, 180_000), new Seen("3", 2, 3, 240_000)), usageSeen());
        assertEquals(List.of("1 record was replayed before"), replay(right).objections());
    }

    @Test
    void shouldKeepWhatTheGridSuspendsAgain() throws Exception {
        noTariff.add("1");
        ingest("accounts.jsonl", ACCOUNT, JsonFormat.ACCOUNTS);
        ingest("usage.jsonl", USAGE, JsonFormat.COMMANDS);
        final ReplayRequest request = new ReplayRequest(Optional.of(ResultCode.NO_TARIFF), "usage.jsonl", 1, Map.of());
        for (int i = 0; i < 3; i++) {
            assertEquals(1, replay(request).replayedCount());
            assertEquals(
                    new Books(3, 0, 0, 0, 2, 1, 0, 0), gateway.files().get(2).books());
        }
        restart();
        assertEquals(new Books(3, 0, 0, 0, 2, 1, 0, 0), gateway.files().get(2).books());
        noTariff.clear();
        assertEquals(1, replay(request).replayedCount());
        assertEquals(new Books(3, 1, 0, 0, 1, 1, 0, 0), gateway.files().get(2).books());
    }

    @Test
    void shouldSayThatRejectsCannotBeReplayed() throws Exception {
        ingest("usage.jsonl", USAGE, JsonFormat.COMMANDS);
        final ReplayReport report = replay(of("usage.jsonl", 2, Map.of("quantity", "3m")));
        assertEquals(0, report.replayedCount());
        assertEquals(1, report.objections().size());
        assertTrue(
                report.objections()
                        .get(0)
                        .endsWith("usage.jsonl line 2 was rejected and cannot be replayed: field quantity '-3m' is"
                                + " negative; 0 or more. Correct it where it came from and hand it in in another file"),
                report.objections().toString());
        assertEquals(
                List.of("nothing in suspense is asked for"),
                replay(of("no.jsonl", 2, Map.of())).objections());
    }

    @Test
    void shouldSettleReplayThatDiedAfterTheAppend() throws Exception {
        ingest("usage.jsonl", USAGE, JsonFormat.COMMANDS);
        ingest("accounts.jsonl", ACCOUNT, JsonFormat.ACCOUNTS);
        replay(ALL);
        stop();
        dropLast("\"replayed\":1");
        start();
        assertEquals(new Books(3, 1, 0, 0, 1, 1, 0, 0), books());
        assertEquals(0, replay(ALL).replayedCount());
        assertEquals(1, usageSeen().size());
    }

    @Test
    void shouldReplayAgainWhatDiedBeforeTheAppend() throws Exception {
        ingest("usage.jsonl", USAGE, JsonFormat.COMMANDS);
        ingest("accounts.jsonl", ACCOUNT, JsonFormat.ACCOUNTS);
        stop();
        final Path file = Gateway.suspenseFile(directory.resolve("data"));
        Files.writeString(
                file,
                Files.readString(file)
                        + "{\"v\":1,\"replaying\":1,\"incarnation\":1,\"partition\":0,\"number\":99}\n{\"v\":1,\"repl");
        start();
        assertEquals(new Books(3, 0, 0, 0, 2, 1, 0, 0), books());
        assertEquals(1, replay(ALL).replayedCount());
        assertEquals(new Books(3, 1, 0, 0, 1, 1, 0, 0), books());
        assertEquals(1, usageSeen().size());
    }

    @Test
    void shouldReplayCommandsThatTheGridGaveBack() throws Exception {
        noTariff.addAll(Set.of("a", "b", "c", "d", "e", "f"));
        ingest("accounts.jsonl", ACCOUNT, JsonFormat.ACCOUNTS);
        final List<Seen> before = new ArrayList<>(seen);
        ingest(
                "commands.jsonl",
                """
                {"type":"top-up","id":"a","at":"2026-02-01T10:00:00Z","account":"A","subscriber":"x","bucket":"purse","amount":"12.50"}
                {"type":"top-up","id":"b","at":"2026-02-01T10:00:00Z","account":"A","subscriber":"x","bucket":"minutes","amount":"30 min","price":"3","until":"2026-03-01T00:00:00Z"}
                {"type":"adjust","id":"c","at":"2026-02-01T10:00:00Z","account":"A","line":"goodwill","amount":"-1.25"}
                {"type":"adjust","id":"d","at":"2026-02-01T10:00:00Z","account":"A","subscriber":"x","bucket":"minutes","amount":"-5 min"}
                {"type":"subscribe","id":"e","at":"2026-02-01T10:00:00Z","account":"A","subscriber":"x","plan":"talk","from":"2026-02-02T00:00:00Z"}
                {"type":"add-subscriber","id":"f","at":"2026-02-01T10:00:00Z","account":"A","subscriber":"y"}
                """,
                JsonFormat.COMMANDS);
        final List<Long> contents = new ArrayList<>(contentSeen);
        contentSeen.clear();
        noTariff.clear();
        final ReplayReport report = replay(ALL);
        assertEquals(List.of(), report.objections());
        assertEquals(6, report.replayedCount());
        assertEquals(
                contents.subList(before.size(), contents.size()).stream()
                        .sorted()
                        .toList(),
                contentSeen.stream().sorted().toList());
        assertEquals(new Books(6, 6, 0, 0, 0, 0, 0, 0), gateway.files().get(2).books());
    }

    private final List<Long> contentSeen = new CopyOnWriteArrayList<>();

    private ResultCode rate(final int partition, final byte[] bytes) {
        final Command command = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes, 0, bytes.length), command);
        final String id = new String(command.id());
        contentSeen.add(command.content);
        if (noTariff.contains(id)) {
            return ResultCode.NO_TARIFF;
        }
        seen.add(new Seen(id, command.sourceFile, command.sourceLine, command.quantity));
        return ResultCode.DONE;
    }

    private List<Seen> usageSeen() {
        return seen.stream().filter(command -> command.id().matches("\\d")).toList();
    }

    private static ReplayRequest of(final String file, final long line, final Map<String, String> set) {
        return new ReplayRequest(Optional.empty(), file, line, set);
    }

    private ReplayReport replay(final ReplayRequest request) throws InterruptedException {
        final ReplayReport report = gateway.replay(request);
        assertTrue(gateway.drain(10_000));
        return report;
    }

    private Books books() {
        return gateway.files().get(1).books();
    }

    private void restart() {
        stop();
        start();
    }

    private void ingest(final String name, final String content, final JsonFormat format)
            throws IOException, InterruptedException {
        final Path file = directory.resolve(name);
        Files.writeString(file, content);
        gateway.ingestFile(file, format);
        assertTrue(gateway.drain(10_000));
    }

    private void dropLast(final String text) throws IOException {
        final Path file = Gateway.suspenseFile(directory.resolve("data"));
        final List<String> lines = new ArrayList<>(Files.readAllLines(file));
        assertTrue(lines.remove(lines.size() - 1).contains(text), lines.toString());
        Files.write(file, lines);
    }
}
