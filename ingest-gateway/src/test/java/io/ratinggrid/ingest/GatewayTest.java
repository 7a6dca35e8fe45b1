package io.ratinggrid.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.intake.BodyReport;
import io.ratinggrid.ingest.intake.GatewayFullException;
import io.ratinggrid.ingest.intake.RejectedLine;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.stream.FakeGrid;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import net.openhft.chronicle.queue.RollCycles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayTest {
    private static final int PARTITIONS = 8;
    private static final String ACCOUNTS =
            """
            {"account":"A","at":"2026-01-01T00:00:00Z","currency":"EUR","timezone":"Europe/London","cycle-day":15,\
            "subscribers":[{"id":"x","identities":[{"type":"msisdn","value":"+447700900123"}],"plans":["talk"]},\
            {"id":"y","identities":[{"type":"imsi","value":"234150999999999","until":"2026-06-01T00:00:00Z"}]}],\
            "plans":[{"plan":"family","from":"2026-01-01T00:00:00Z"}]}
            """;

    @TempDir
    Path directory;

    private final FakeGrid grid = new FakeGrid(PARTITIONS, GatewayTest::rate);
    private GridTransport transport;
    private Gateway gateway;

    @BeforeEach
    void start() {
        transport = new GridTransport(grid);
        gateway = new Gateway(settings(), transport, new TestUnits(), message -> {});
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        transport.close();
    }

    @Test
    void shouldBringJsonLinesToTheGridAndKeepBooks() throws Exception {
        assertEquals(
                FileReport.Outcome.READ,
                ingest("accounts.jsonl", ACCOUNTS, JsonFormat.ACCOUNTS).outcome());
        final FileReport usage = ingest(
                "usage.jsonl",
                """
                {"type":"usage","id":"1","identity":"msisdn:447700900123","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m","to":"+442079460000"}
                {"type":"usage","id":"2","account":"A","subscriber":"y","service":"data","start":"2026-02-01T10:00:00Z","quantity":"2 GB"}
                {"type":"usage","id":"3","identity":"imsi:234150999999999","service":"sms","start":"2026-06-01T00:00:00Z","quantity":1}
                {"type":"usage","id":"4","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"-3m"}
                {"type":"usage","id":"no tariff","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}
                {"type":"usage","id":"unfunded","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}

                {"type":"reserved","id":"5","at":"2026-02-01T10:00:00Z","account":"A"}
                """,
                JsonFormat.COMMANDS);
        assertTrue(gateway.drain(10_000));
        assertEquals(
                new Books(7, 2, 0, 0, 2, 2, 1, 0),
                gateway.files().get(usage.number()).books());
        assertEquals(new Books(5, 5, 0, 0, 0, 0, 0, 0), gateway.files().get(1).books());
        assertEquals(9, grid.committed());
        assertEquals(2, gateway.progress().suspended());
    }

    @Test
    void shouldKnowFileOfSameContentAgain() throws Exception {
        ingest("accounts.jsonl", ACCOUNTS, JsonFormat.ACCOUNTS);
        assertTrue(gateway.drain(10_000));
        assertEquals(
                FileReport.Outcome.ALREADY_READ,
                ingest("other-name.jsonl", ACCOUNTS, JsonFormat.ACCOUNTS).outcome());
        stop();
        start();
        final FileReport again = ingest("third-name.jsonl", ACCOUNTS, JsonFormat.ACCOUNTS);
        assertEquals(FileReport.Outcome.ALREADY_READ, again.outcome());
        assertEquals(5, again.books().rated());
        assertEquals(5, grid.committed());
    }

    @Test
    void shouldSendAfterRestartWhatWasNotCommitted() throws Exception {
        transport.down = true;
        ingest("accounts.jsonl", ACCOUNTS, JsonFormat.ACCOUNTS);
        assertEquals(5, gateway.progress().pending());
        assertEquals(5, gateway.files().get(1).books().pending());
        stop();
        start();
        assertTrue(gateway.drain(10_000));
        assertEquals(5, grid.committed());
        assertEquals(new Books(5, 5, 0, 0, 0, 0, 0, 0), gateway.progress().books());
    }

    @Test
    void shouldAnswerSubmittedCommand() throws Exception {
        final Command command = new Command();
        command.reset(CommandType.ADJUST);
        command.account = AccountKey.of("A");
        command.id(new byte[] {'1'});
        assertEquals(ResultCode.DONE, gateway.submit(command).get());
        command.id("unfunded".getBytes(StandardCharsets.UTF_8));
        assertEquals(ResultCode.UNFUNDED, gateway.submit(command).get());
        assertEquals(new Books(2, 1, 0, 0, 0, 0, 1, 0), gateway.files().get(0).books());
        stop();
        start();
        assertEquals(new Books(2, 1, 0, 0, 0, 0, 1, 0), gateway.files().get(0).books());
    }

    @Test
    void shouldTakeTheRightLinesOfABodyAndAnswerEach() throws Exception {
        final BodyReport accounts =
                take(ACCOUNTS.replace("{\"account\"", "{\"type\":\"open-account\",\"account\""), true);
        accounts.answers().complete().get(10, TimeUnit.SECONDS);
        assertEquals(List.of("DONE"), results(accounts));
        final BodyReport usage = take(
                """
                {"type":"usage","id":"1","identity":"msisdn:447700900123","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m","to":"+442079460000"}

                {"type":"usage","id":"4","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"-3m"}
                {"type":"usage","id":"no tariff","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}
                {"type":"usage","id":"5","identity":"msisdn:447700900999","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}
                {"type":"usage","id":"unfunded","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}
                {"type":"close-cycle","id":"all","at":"2026-02-01T10:00:00Z"}
                """,
                true);
        usage.answers().complete().get(10, TimeUnit.SECONDS);
        assertEquals(List.of("DONE", "-", "NO_TARIFF", "-", "UNFUNDED", "-"), results(usage));
        assertEquals(3, usage.answers().accepted());
        assertEquals(
                List.of(3L, 5L, 7L),
                usage.rejects().stream().map(RejectedLine::line).toList());
        assertEquals("quantity", usage.rejects().get(0).field());
        assertEquals("belongs to no account", usage.rejects().get(1).reason());
        assertEquals(8, grid.committed());
        assertEquals(new Books(8, 6, 0, 0, 1, 0, 1, 0), gateway.files().get(0).books());
    }

    @Test
    void shouldTakeNothingOfABodyThatThereIsNoRoomFor() throws Exception {
        transport.down = true;
        final String lines =
                """
                {"type":"usage","id":"1","account":"A","service":"voice","start":"2026-02-01T10:00:00Z","quantity":"3m"}
                """
                        .repeat(60_000);
        take(lines, true);
        for (final boolean answered : new boolean[] {true, false}) {
            assertThrows(GatewayFullException.class, () -> take(lines, answered));
            assertEquals(60_000, gateway.progress().pending());
        }
    }

    private BodyReport take(final String lines, final boolean answered) throws IOException {
        return gateway.take(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), answered);
    }

    private static List<String> results(final BodyReport report) {
        return IntStream.range(0, report.answers().records())
                .mapToObj(record -> report.answers().isAnswered(record)
                        ? report.answers().code(record).name()
                        : "-")
                .toList();
    }

    private FileReport ingest(final String name, final String content, final JsonFormat format)
            throws IOException, InterruptedException {
        final Path file = directory.resolve(name);
        Files.writeString(file, content);
        return gateway.ingestFile(file, format);
    }

    private GatewaySettings settings() {
        return small(directory.resolve("data"), PARTITIONS, 16);
    }

    /** Settings for small files. */
    static GatewaySettings small(final Path data, final int partitions, final int chunk) {
        final GatewaySettings standard = GatewaySettings.standard(data, partitions);
        return new GatewaySettings(
                data,
                partitions,
                standard.durability(),
                RollCycles.FAST_HOURLY,
                1 << 20,
                chunk,
                100_000,
                10,
                0,
                standard.input(),
                standard.sender());
    }

    private static ResultCode rate(final int partition, final byte[] bytes) {
        final Command command = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes, 0, bytes.length), command);
        final String id = new String(command.id());
        return id.equals("no tariff")
                ? ResultCode.NO_TARIFF
                : id.equals("unfunded") ? ResultCode.UNFUNDED : ResultCode.DONE;
    }
}
