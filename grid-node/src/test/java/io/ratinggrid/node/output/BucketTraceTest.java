package io.ratinggrid.node.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records a line of a statement was made of, read back from the entry that made it. */
class BucketTraceTest {
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: UTC
            services: {sms: {unit: message}, fax: {unit: page}, voice: {unit: second}}
            buckets:
              messages: {unit: message, services: {sms: 1}, validity: cycle, rollover: {maximum: 5 messages, cycles: 2}}
              pages: {unit: page, services: {fax: 1}}
              seconds: {unit: second, services: {voice: 1}}
            tariffs:
              all:
                charges:
                  texts: {service: sms, line: Texts, price: 1.00 / message}
                  faxes: {service: fax, line: Faxes, price: 1.00 / page}
                  calls: {service: voice, line: Calls, at-period-boundary: split, price: 1.00 / second}
            plans: {all: {tariffs: [all], grants: {messages: 20 messages}, once: {pages: 50 pages, seconds: 500 seconds}}}
            """;

    @TempDir
    private Path directory;

    private JournaledAccount account;

    /** Entry 3 turns June by the use of "d" in July, 5 turns July, and August at once. */
    @BeforeEach
    void carryOut() throws Exception {
        account = new JournaledAccount(directory, CATALOG);
        account.entry(open(), subscribe());
        account.entry(use("a", "sms", 11, "2026-06-02T10:00:00Z"), use("b", "fax", 7, "2026-06-03T10:00:00Z"));
        account.entry(
                use("c", "sms", 2, "2026-06-04T10:00:00Z"),
                use("d", "sms", 4, "2026-07-02T10:00:00Z"),
                use("late", "sms", 1, "2026-06-30T10:00:00Z"),
                use("e", "fax", 1, "2026-07-03T10:00:00Z"));
        account.entry(topUp("t", 3, "2026-07-04T10:00:00Z"));
        account.entry(use("f", "sms", 1, "2026-09-02T10:00:00Z"));
    }

    @Test
    void shouldAddUpToEachLine() {
        for (int number = 1; number <= 3; number++) {
            for (final String bucket : List.of("messages", "pages")) {
                final BucketTrace trace = read(number, bucket);
                assertTrue(trace.isThere());
                assertTrue(trace.isComplete());
                final String line = number + " " + bucket;
                assertEquals(figure(trace, bucket, 2), sum(trace, BucketTrace.Moved::granted), line);
                assertEquals(figure(trace, bucket, 3), sum(trace, BucketTrace.Moved::drawn), line);
                assertEquals(figure(trace, bucket, 4), sum(trace, BucketTrace.Moved::expired), line);
                assertEquals(figure(trace, bucket, 5), sum(trace, BucketTrace.Moved::rolled), line);
            }
        }
    }

    @Test
    void shouldTakeWhatCameBeforeTheCycleTurnedInTheSameRecord() {
        assertEquals(List.of("d 0 0 2 5", "c 0 2 0 0", "a 0 11 0 0", "s 20 0 0 0"), told(read(1, "messages")));
        assertEquals(List.of("b 0 7 0 0", "s 50 0 0 0"), told(read(1, "pages")));
    }

    @Test
    void shouldEndWhereTheStatementBeforeWasMade() {
        assertEquals(
                List.of("f 0 0 15 9", "t 3 0 0 0", "d 20 4 0 0"), told(read(2, "messages")), "nothing of a late event");
        assertEquals(List.of("e 0 1 0 0"), told(read(2, "pages")));
    }

    @Test
    void shouldTellOfCyclesThatOneRecordTurned() {
        assertEquals(List.of("f 20 0 16 13"), told(read(3, "messages")));
        assertEquals(List.of(), told(read(3, "pages")));
    }

    @Test
    void shouldPartAnEventThatWasSplitWhereTheCycleTurned() {
        account.entry(use("v", "voice", 90_000, "2026-09-30T23:59:30Z"));
        account.entry(use("g", "sms", 1, "2026-11-02T10:00:00Z"));
        assertEquals(List.of("v 0 30000 0 0"), told(read(4, "seconds")));
        assertEquals(List.of("v 0 60000 0 0"), told(read(5, "seconds")));
    }

    @Test
    void shouldGoOnWhereAnAnswerEnded() {
        final BucketTrace older = trace(1, "messages");
        assertTrue(older.add(2, Optional.of(account.entries().get(1))));
        assertFalse(older.add(1, Optional.of(account.entries().get(0))));
        assertEquals(List.of("a 0 11 0 0", "s 20 0 0 0"), told(older));
    }

    @Test
    void shouldSayWhatIsLost() {
        final BucketTrace trace = trace(1, "messages");
        assertTrue(trace.add(3, Optional.of(account.entries().get(2))));
        assertFalse(trace.add(2, Optional.empty()));
        assertTrue(trace.isLost());
        assertFalse(trace.isComplete());
        assertEquals(List.of("d 0 0 2 5", "c 0 2 0 0"), told(trace));
    }

    @Test
    void shouldKnowThatALineIsNotThere() {
        assertFalse(trace(1, "minutes").isThere());
        assertTrue(new BucketTrace(statement(1), 0).isThere());
    }

    private BucketTrace read(final int number, final String bucket) {
        final BucketTrace trace = trace(number, bucket);
        long sequence = trace.said();
        while (trace.add(sequence, Optional.of(account.entries().get((int) sequence - 1)))) {
            sequence--;
        }
        return trace;
    }

    private BucketTrace trace(final int number, final String bucket) {
        return new BucketTrace(statement(number), Symbol.of(bucket));
    }

    private MadeStatement statement(final int number) {
        final int sequence = number == 1 ? 3 : Math.max(5, number + 2);
        return MadeStatement.find(account.entries().get(sequence - 1), number, sequence);
    }

    /** A field of a line's effect. */
    private static long figure(final BucketTrace trace, final String bucket, final int field) {
        final ByteSource source = trace.statement().record().effects(new ByteSource());
        final Effect effect = new Effect();
        boolean inside = false;
        while (source.remaining() > 0) {
            effect.decode(source);
            if (effect.kind() == EffectKind.STATEMENT_MADE) {
                inside = effect.field(0) == trace.statement().number();
            } else if (inside && effect.kind() == EffectKind.STATEMENT && effect.intField(0) == Symbol.of(bucket)) {
                return effect.field(field);
            }
        }
        throw new IllegalArgumentException("bucket=" + bucket);
    }

    private static long sum(final BucketTrace trace, final ToLongFunction<BucketTrace.Moved> part) {
        return trace.moved().stream().mapToLong(part).sum();
    }

    /** Id, granted, drawn, expired, rolled over. */
    private static List<String> told(final BucketTrace trace) {
        return trace.moved().stream()
                .map(one -> new String(one.record().command().id(), StandardCharsets.UTF_8) + " " + one.granted() + " "
                        + one.drawn() + " " + one.expired() + " " + one.rolled())
                .toList();
    }

    private static Command open() {
        return JournaledAccount.open("UTC", ms("2026-06-01T00:00:00Z"));
    }

    private static Command subscribe() {
        return JournaledAccount.subscribe(ms("2026-06-01T00:00:00Z"));
    }

    private static Command topUp(final String id, final long quantity, final String at) {
        final Command topUp = command(CommandType.TOP_UP, id, at);
        topUp.name = "messages";
        topUp.quantity = quantity;
        return topUp;
    }

    private static Command use(final String id, final String service, final long quantity, final String at) {
        return JournaledAccount.use(id, service, quantity, ms(at));
    }

    private static Command command(final CommandType type, final String id, final String at) {
        return JournaledAccount.command(type, id, ms(at));
    }

    private static long ms(final String at) {
        return Instant.parse(at).toEpochMilli();
    }
}
