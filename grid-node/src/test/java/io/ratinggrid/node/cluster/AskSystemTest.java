package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.persistence.storage.FreePorts;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import org.apache.ignite.Ignition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes with real Ignite in this process, and a gateway's way to them: who is asked does not matter. */
@Timeout(180)
final class AskSystemTest {
    private static final int PARTITIONS = 8;
    private static final long WAIT_MS = 30_000;
    private static final Path CATALOG = Path.of("../rating-compute/src/main/resources/samples/figure-2");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final List<ClusterNode> nodes = new ArrayList<>();
    private GridTransport transport;

    @BeforeEach
    void start() throws Exception {
        final List<Integer> ports = List.of(FreePorts.one(), FreePorts.one());
        final List<CompletableFuture<ClusterNode>> starting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            final int index = i;
            starting.add(CompletableFuture.supplyAsync(() -> start(index, ports)));
        }
        for (final CompletableFuture<ClusterNode> node : starting) {
            nodes.add(node.get(120, TimeUnit.SECONDS));
        }
        while (nodes.get(0).openPartitions().cardinality() != PARTITIONS / 2
                || nodes.get(1).openPartitions().cardinality() != PARTITIONS / 2) {
            Thread.sleep(20);
        }
        transport = new GridTransport(GridTransportSettings.standard(
                        "test", List.of("127.0.0.1:" + nodes.get(0).gatewayPort()), ""))
                .start();
    }

    @AfterEach
    void stop() {
        if (transport != null) {
            transport.close();
        }
        nodes.forEach(ClusterNode::close);
    }

    @Test
    void shouldCarryOutCommandsAndAnswerQuestionsAtWhicheverNodeIsAsked() throws Exception {
        for (int i = 0; i < 2 * PARTITIONS; i++) {
            final String account = "a" + i;
            final int partition = AccountKey.partition(AccountKey.of(account), PARTITIONS);
            final ClusterNode asked = nodes.get(i % 2);
            final Answer<CommandResult> opened = submit(asked, partition, open(account));
            assertEquals(ResultCode.DONE, opened.value().code(), account);
            assertEquals(
                    ResultCode.DUPLICATE,
                    submit(nodes.get((i + 1) % 2), partition, open(account))
                            .value()
                            .code());
            for (final ClusterNode node : nodes) {
                final AskAnswer answer =
                        ask(node, Ask.question(Ask.ACCOUNT, partition, account, opened.sequence(), ""));
                assertEquals(AskAnswer.Outcome.GIVEN, answer.outcome());
                assertTrue(answer.sequence() >= opened.sequence());
                final JsonNode json = JSON.readTree(answer.text());
                assertEquals(account, json.path("balances").path("account").asString());
            }
            final AskAnswer committed = transport
                    .ask(Ask.command(partition, open(account)), WAIT_MS)
                    .get();
            assertEquals(ResultCode.DUPLICATE, committed.code());
        }
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws Exception {
        for (final ClusterNode node : nodes) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                final String account = accountIn(partition);
                assertEquals(
                        "",
                        ask(node, Ask.question(Ask.ACCOUNT, partition, account, 0, ""))
                                .text());
                assertEquals(
                        AskAnswer.Outcome.BEHIND,
                        ask(node, Ask.question(Ask.ACCOUNT, partition, account, 1L << 40, ""))
                                .outcome());
                assertEquals(
                        AskAnswer.Outcome.FAILED,
                        ask(node, Ask.question("horoscope", partition, account, 0, ""))
                                .outcome());
                final int other = (partition + 1) % PARTITIONS;
                assertTrue(ask(node, Ask.question(Ask.ACCOUNT, other, account, 0, ""))
                        .text()
                        .contains("but the account is in partition=" + partition));
                assertEquals(
                        AskAnswer.Outcome.FAILED,
                        ask(node, Ask.command(partition, new byte[] {1, 2, 3})).outcome());
            }
        }
        assertEquals(PARTITIONS / 2, nodes.get(0).openPartitions().cardinality());
        assertEquals(PARTITIONS / 2, nodes.get(1).openPartitions().cardinality());
    }

    @Test
    void shouldExplainAnEventAtWhicheverNodeIsAsked() throws Exception {
        final CatalogHistory catalogs = CatalogFiles.load(CATALOG);
        final Path lines = directory.resolve("lines.jsonl");
        Files.writeString(
                lines,
                """
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o1", "account": "anna", "currency": "EUR",\
                 "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line-1"}], "plans": ["mobile"]}
                {"type": "usage", "at": "2026-06-02T10:00:00Z", "id": "e1", "origin": "switch-1", "account": "anna",\
                 "subscriber": "line-1", "service": "voice", "quantity": "90 s", "to": "+447700900123"}
                """);
        try (Gateway gateway = new Gateway(
                GatewaySettings.standard(directory.resolve("gateway"), PARTITIONS),
                transport,
                new CatalogUnits(() -> catalogs),
                alarm -> System.out.println("alarm: " + alarm))) {
            gateway.start();
            gateway.ingestFile(lines, JsonFormat.COMMANDS);
            assertTrue(gateway.drain(WAIT_MS));
            final int partition = AccountKey.partition(AccountKey.of("anna"), PARTITIONS);
            final Ask known = Ask.question(Ask.EXPLAIN, partition, "anna", 0, "switch-1\ne1");
            final String first = ask(nodes.get(0), known).text();
            final JsonNode event = JSON.readTree(first).path(0);
            assertEquals("e1", event.path("id").asString());
            assertEquals("switch-1", event.path("origin").asString());
            assertEquals("DONE", event.path("result").asString());
            assertTrue(event.path("explanation").path(0).asString().startsWith("event e1"), first);
            assertEquals(first, ask(nodes.get(1), known).text());
            assertEquals(first, transport.ask(known, WAIT_MS).get().text());
            for (final ClusterNode node : nodes) {
                assertEquals(
                        "",
                        ask(node, Ask.question(Ask.EXPLAIN, partition, "anna", 0, "\ne1"))
                                .text());
                assertTrue(ask(node, Ask.question(Ask.EXPLAIN, partition, "anna", 0, "\no1"))
                        .text()
                        .contains("open-account"));
            }
            Ignition.allGrids().get(0).cache("journal").removeAll();
            for (final ClusterNode node : nodes) {
                for (final Ask gone : List.of(known, Ask.question(Ask.INVOICE, partition, "anna", 0, "\n1"))) {
                    final AskAnswer answer = ask(node, gone);
                    assertEquals(AskAnswer.Outcome.ABSENT, answer.outcome(), answer.text());
                    assertTrue(answer.text().contains("the journal no longer keeps that entry"), answer.text());
                }
            }
        }
    }

    @Test
    void shouldChargeUsageWhereItsIdentityWasWhicheverGatewayHasHeardOfTheMove() throws Exception {
        final String accounts =
                """
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o1", "account": "anna", "currency": "EUR",\
                 "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line-1", "identities":\
                 [{"type": "msisdn", "value": "+447700900123"}]}], "plans": ["mobile"]}
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o2", "account": "ben", "currency": "EUR",\
                 "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "x"}, {"id": "line-2"}], "plans": ["mobile"]}
                """;
        final String carl =
                """
                {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o3", "account": "carl", "currency": "EUR",\
                 "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line-3"}], "plans": ["mobile"]}
                """;
        try (GridTransport other = new GridTransport(GridTransportSettings.standard(
                        "south", List.of("127.0.0.1:" + nodes.get(1).gatewayPort()), ""))
                .start()) {
            try (Gateway north = gateway("north", transport);
                    Gateway south = gateway("south", other)) {
                take(north, accounts);
                take(south, accounts + carl);
                take(north, move("m1", "2026-06-15T00:00:00Z", "ben", "line-2"));
                take(south, usage("e1", "2026-06-14T23:59:59Z") + usage("e2", "2026-06-15T00:00:00Z"));
                assertEquals(1, south.suspended(ResultCode.IDENTITY_MOVED));
            }
            try (Gateway north = gateway("north", transport).followMoves(ask -> transport.ask(ask, WAIT_MS));
                    Gateway south = gateway("south", other).followMoves(ask -> other.ask(ask, WAIT_MS))) {
                take(north, usage("e2", "2026-06-15T00:00:00Z") + usage("e3", "2026-06-16T10:00:00Z"));
                awaitFollowed(north, south);
                take(south, move("m2", "2026-06-20T00:00:00Z", "carl", "line-3"));
                take(north, usage("e4", "2026-06-21T10:00:00Z") + usage("e5", "2026-06-19T10:00:00Z"));
                take(north, usage("e6", "2026-06-10T10:00:00Z") + move("m3", "2026-06-25T00:00:00Z", "anna", "line-1"));
                awaitFollowed(north, south);
                take(south, usage("e7", "2026-06-26T10:00:00Z") + usage("e4", "2026-06-21T10:00:00Z"));
                awaitFollowed(north, south);
                assertEquals(List.of("e1", "e6", "e7"), eventsOf("anna"));
                assertEquals(List.of("e2", "e3", "e5"), eventsOf("ben"));
                assertEquals(List.of("e4"), eventsOf("carl"));
                final Books books =
                        north.progress().books().plus(south.progress().books());
                assertEquals(0, books.suspended() + books.refused() + books.pending() + books.rejected());
                assertTrue(north.movedRecords() > 0 && south.movedRecords() > 0);
                assertTrue(north.movesLearned() > 0 && south.movesLearned() > 0);
            }
        }
    }

    private Gateway gateway(final String name, final GridTransport to) throws Exception {
        final CatalogHistory catalogs = CatalogFiles.load(CATALOG);
        final Gateway gateway = new Gateway(
                GatewaySettings.standard(directory.resolve(name), PARTITIONS),
                to,
                new CatalogUnits(() -> catalogs),
                alarm -> System.out.println("alarm: " + alarm));
        gateway.start();
        return gateway;
    }

    private static void take(final Gateway gateway, final String lines) throws Exception {
        gateway.take(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), false);
        assertTrue(gateway.drain(WAIT_MS));
    }

    private static String move(final String id, final String from, final String account, final String subscriber) {
        return "{\"type\": \"move-identity\", \"at\": \"2026-06-10T00:00:00Z\", \"id\": \"" + id
                + "\", \"identity\": \"msisdn:+447700900123\", \"from\": \"" + from + "\", \"to\": \"" + account
                + "\", \"to-subscriber\": \"" + subscriber + "\"}\n";
    }

    private static String usage(final String id, final String start) {
        return "{\"type\": \"usage\", \"at\": \"2026-06-27T00:00:00Z\", \"start\": \"" + start + "\", \"id\": \"" + id
                + "\", \"origin\": \"switch-1\", \"identity\": \"msisdn:447700900123\", \"service\": \"voice\","
                + " \"quantity\": \"90 s\", \"to\": \"+447700900124\"}\n";
    }

    private static void awaitFollowed(final Gateway... gateways) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (final Gateway gateway : gateways) {
            while (gateway.progress().suspended() > 0 || gateway.progress().pending() > 0) {
                assertTrue(
                        System.nanoTime() < deadlineNs, () -> gateway.progress().toString());
                Thread.sleep(20);
            }
        }
    }

    /** Events that an account was charged for, of e1 to e9. */
    private List<String> eventsOf(final String account) throws Exception {
        final int partition = AccountKey.partition(AccountKey.of(account), PARTITIONS);
        final List<String> events = new ArrayList<>();
        for (int i = 1; i < 10; i++) {
            final String text = ask(
                            nodes.get(i % 2), Ask.question(Ask.EXPLAIN, partition, account, 0, "switch-1\ne" + i))
                    .text();
            if (!text.isEmpty()) {
                events.add(JSON.readTree(text).path(0).path("id").asString());
            }
        }
        return events;
    }

    private static Answer<CommandResult> submit(final ClusterNode node, final int partition, final byte[] command)
            throws Exception {
        final CompletableFuture<Answer<CommandResult>> answer = new CompletableFuture<>();
        node.submit(partition, command, answer::complete);
        return answer.get(WAIT_MS, TimeUnit.MILLISECONDS);
    }

    private static AskAnswer ask(final ClusterNode node, final Ask ask) throws Exception {
        final CompletableFuture<AskAnswer> answer = new CompletableFuture<>();
        node.ask(ask, answer::complete);
        return answer.get(WAIT_MS, TimeUnit.MILLISECONDS);
    }

    private static byte[] open(final String account) {
        final Command command = new Command();
        command.reset(CommandType.OPEN_ACCOUNT);
        command.atMs = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
        command.account = AccountKey.of(account);
        command.id(("open-" + account).getBytes(StandardCharsets.UTF_8));
        command.name = account;
        command.text = "EUR";
        command.zone = "Europe/London";
        command.cycleRule = 1;
        final ByteSink bytes = new ByteSink(256);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        return bytes.copy();
    }

    private static String accountIn(final int partition) {
        for (int i = 0; ; i++) {
            if (AccountKey.partition(AccountKey.of("none-" + i), PARTITIONS) == partition) {
                return "none-" + i;
            }
        }
    }

    private ClusterNode start(final int index, final List<Integer> ports) {
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
            return new ClusterNode(settings, OwnerListener.NONE, System.out::println).start(CATALOG);
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
