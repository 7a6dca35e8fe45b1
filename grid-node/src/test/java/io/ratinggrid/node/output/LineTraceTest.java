package io.ratinggrid.node.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.partition.ResultRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Which records a line of a document was made of, read back from the entry that issued it. */
class LineTraceTest {
    private static final long EUR = 1_000_000;
    private static final long AT_MS = Instant.parse("2026-06-02T10:00:00Z").toEpochMilli();
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            services: {sms: {unit: message}, fax: {unit: page}}
            tariffs:
              all:
                charges:
                  texts: {service: sms, line: Texts, price: 1.00 / message}
                  faxes: {service: fax, line: Faxes, price: 1.00 / page}
            plans: {all: {tariffs: [all], threshold: 100.00}}
            """;

    @TempDir
    private Path directory;

    private JournaledAccount account;

    /** Entry 1 opens, 2 uses, 3 uses, invoices and uses again, 4 and 5 use, 6 invoices. */
    @BeforeEach
    void carryOut() throws Exception {
        account = new JournaledAccount(directory, CATALOG);
        account.entry(open(), subscribe());
        account.entry(use("a", "sms", 1));
        account.entry(use("b", "sms", 2), use("x", "fax", 9), command(CommandType.INVOICE, "i1"), use("c", "sms", 4));
        account.entry(use("y", "fax", 8));
        account.entry(use("d", "sms", 8));
        account.entry(command(CommandType.INVOICE, "i2"), use("z", "sms", 16));
    }

    @Test
    void shouldTellOfWhatASessionUsedByRatingGroup() {
        final Command commit = command(CommandType.COMMIT, "s/1");
        commit.name = "s";
        commit.session = 7;
        commit.requestNumber = 1;
        use(commit, 1, "sms", 3);
        use(commit, 2, "fax", 5);
        use(commit, 4, "sms", 2);
        account.entry(commit, command(CommandType.INVOICE, "i3"));
        final LineTrace trace = trace(7, 3, 1);
        assertTrue(trace.add(7, Optional.of(account.entries().get(6))));
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            json.writeStartObject();
            new ChargedJson(account.engine(), account.engine().catalogs().latest()).write(json, trace);
            json.writeEndObject();
        }
        final List<String> told = new ArrayList<>();
        JsonMapper.shared()
                .readTree(text.toString())
                .path("events")
                .forEach(one -> told.add(
                        one.path("id").asString() + " " + one.path("session").asString("")
                                + " group " + one.path("group").asString("") + " "
                                + one.path("service").asString() + " "
                                + one.path("used").asString() + ": "
                                + one.path("charged").asString()));
        assertEquals(
                List.of("s/1 s group 1 sms 3: 3.00", "s/1 s group 4 sms 2: 2.00"),
                told.stream().filter(one -> one.startsWith("s/")).toList());
    }

    private static void use(final Command commit, final int group, final String service, final long units) {
        final SessionGroup used = commit.addGroup();
        used.group = group;
        used.service = Symbol.of(service);
        used.hasUsed = true;
        used.used = units;
    }

    @Test
    void shouldFindWhatCameSinceTheLineBegan() {
        final LineTrace trace = trace(3, 1, 1);
        assertEquals(2, trace.lines());
        assertTrue(trace.add(3, Optional.of(account.entries().get(2))));
        assertTrue(trace.add(2, Optional.of(account.entries().get(1))));
        assertFalse(trace.isComplete());
        assertFalse(trace.add(1, Optional.of(account.entries().get(0))));
        assertTrue(trace.isComplete());
        assertEquals(List.of("b", "a"), ids(trace));
        assertEquals(3 * EUR, sum(trace));
    }

    @Test
    void shouldEndWhereTheLineWasBilledBefore() {
        final LineTrace trace = trace(6, 2, 1);
        assertTrue(trace.add(6, Optional.of(account.entries().get(5))));
        assertTrue(trace.add(5, Optional.of(account.entries().get(4))));
        assertTrue(trace.add(4, Optional.of(account.entries().get(3))));
        assertFalse(trace.add(3, Optional.of(account.entries().get(2))));
        assertTrue(trace.isComplete());
        assertEquals(List.of("d", "c"), ids(trace), "nothing that came after the document, or before the other");
        assertEquals(12 * EUR, sum(trace));
    }

    @Test
    void shouldGoOnWhereAnAnswerEnded() {
        final LineTrace older = trace(6, 2, 1);
        assertTrue(older.add(4, Optional.of(account.entries().get(3))));
        assertFalse(older.add(3, Optional.of(account.entries().get(2))));
        assertEquals(List.of("c"), ids(older));
    }

    @Test
    void shouldNotTakeWhatTheSameRecordBilled() {
        account.entry(use("e", "sms", 100));
        account.entry(use("f", "sms", 1), command(CommandType.INVOICE, "i3"));
        final LineTrace trace = trace(8, 4, 1);
        assertTrue(trace.add(8, Optional.of(account.entries().get(7))));
        assertFalse(trace.add(7, Optional.of(account.entries().get(6))), "it was billed at the threshold");
        assertEquals(List.of("f"), ids(trace));
    }

    @Test
    void shouldSayWhatIsLost() {
        final LineTrace trace = trace(3, 1, 1);
        assertTrue(trace.add(3, Optional.of(account.entries().get(2))));
        assertFalse(trace.add(2, Optional.empty()));
        assertTrue(trace.isLost());
        assertFalse(trace.isComplete());
        assertEquals(List.of("b"), ids(trace));
    }

    private LineTrace trace(final int sequence, final int number, final int line) {
        final ResultRecord document = account.entries().get(sequence - 1).stream()
                .filter(record -> record.command().type == CommandType.INVOICE)
                .findFirst()
                .orElseThrow();
        return new LineTrace(document, sequence, number, line);
    }

    private static List<String> ids(final LineTrace trace) {
        return trace.charged().stream()
                .map(one -> one.record().command())
                .map(command -> new String(command.id, 0, command.idLength, StandardCharsets.UTF_8))
                .toList();
    }

    private static long sum(final LineTrace trace) {
        return trace.charged().stream().mapToLong(LineTrace.Charged::scaled).sum();
    }

    private static Command open() {
        return JournaledAccount.open("Europe/London", AT_MS);
    }

    private static Command subscribe() {
        return JournaledAccount.subscribe(AT_MS);
    }

    private static Command use(final String id, final String service, final long quantity) {
        return JournaledAccount.use(id, service, quantity, AT_MS);
    }

    private static Command command(final CommandType type, final String id) {
        return JournaledAccount.command(type, id, AT_MS);
    }
}
