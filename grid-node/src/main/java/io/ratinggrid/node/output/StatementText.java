package io.ratinggrid.node.output;

import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.StatementSlot;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.charging.OpenStatement;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the statements of an account's buckets. Reused; one thread. */
public final class StatementText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PartitionEngine engine;
    private final CatalogHistory catalogs;
    private final StateRecord head;
    private final SymbolNames names;
    private final ZoneId zone;

    private StatementText(final PartitionEngine engine, final Account account) {
        this.engine = engine;
        catalogs = engine.catalogs();
        head = account.head();
        names = new SymbolNames(catalogs);
        zone = BillCycle.zone(AccountSlot.zone(head));
    }

    /**
     * Where the latest one is.
     *
     * @param number   in its account, 0: there is none
     * @param sequence of the journal entry that made it, 0: there is none
     */
    public record Latest(int number, long sequence) {}

    public static Latest latest(final PartitionEngine engine, final long key) {
        final Account account = engine.account(key);
        return account == null
                ? new Latest(0, 0)
                : new Latest(StatementSlot.number(account.head()), StatementSlot.sequence(account.head()));
    }

    /**
     * When some were made and of which cycles, in order of their numbers; empty if the account is not open.
     *
     * @param made newest first
     * @param more whether there may be older ones
     */
    public static String list(
            final PartitionEngine engine, final long key, final List<MadeStatement> made, final boolean more) {
        final Account account = engine.account(key);
        return account == null ? "" : new StatementText(engine, account).list(made, more);
    }

    /** One with its lines, or one line with what moved its buckets; empty if the account is not open. */
    public static String one(final PartitionEngine engine, final long key, final BucketTrace trace) {
        final Account account = engine.account(key);
        return account == null ? "" : new StatementText(engine, account).one(trace);
    }

    /** What the one of the current cycle would say as of the journal's time; empty if no cycle is open. */
    public static String current(final PartitionEngine engine, final long key) {
        final Account account = engine.account(key);
        return account == null || AccountSlot.cycleTo(account.head()) == 0
                ? ""
                : new StatementText(engine, account).current(account);
    }

    private String list(final List<MadeStatement> made, final boolean more) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            begin(json);
            json.writeArrayPropertyStart("statements");
            for (int i = made.size() - 1; i >= 0; i--) {
                json.writeStartObject();
                head(json, made.get(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            if (more) {
                json.writeNumberProperty("before", made.get(made.size() - 1).number());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private String one(final BucketTrace trace) {
        final MadeStatement statement = trace.statement();
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            begin(json);
            head(json, statement);
            lines(json, statement.record().effects(new ByteSource()), statement.number(), trace.type());
            if (trace.read() > 0) {
                new MovedJson(engine).write(json, trace);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private String current(final Account account) {
        final ByteSink effects = new OpenStatement(catalogs).of(account, engine.timeMs());
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            begin(json);
            cycle(json, AccountSlot.cycleFrom(head), AccountSlot.cycleTo(head));
            Json.time(json, "as-of", engine.timeMs());
            lines(json, new ByteSource().wrap(effects.bytes(), 0, effects.length()), 0, 0);
            json.writeEndObject();
        }
        return text.toString();
    }

    private void begin(final JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("account", head.name());
    }

    private void head(final JsonGenerator json, final MadeStatement statement) {
        json.writeNumberProperty("number", statement.number());
        cycle(json, statement.from(), statement.until());
        Json.time(json, "made", statement.record().command().atMs);
    }

    private void cycle(final JsonGenerator json, final long from, final long until) {
        Json.cycle(json, zone, from);
        Json.period(json, from, until);
    }

    /** {@code number} 0: all effects are of one statement; {@code type} 0: all lines. */
    private void lines(final JsonGenerator json, final ByteSource effects, final int number, final int type) {
        final Effect effect = new Effect();
        boolean inside = number == 0;
        json.writeArrayPropertyStart("buckets");
        while (effects.remaining() > 0) {
            effect.decode(effects);
            if (effect.kind() == EffectKind.STATEMENT_MADE) {
                inside = effect.field(0) == number;
            } else if (effect.kind() == EffectKind.STATEMENT && inside && (type == 0 || effect.intField(0) == type)) {
                final int symbol = effect.intField(0);
                DocumentJson.statementLine(
                        json, catalogs.latest(), catalogs.bucket(symbol), names.of(head, symbol), effect);
            }
        }
        json.writeEndArray();
    }
}
