package io.ratinggrid.node.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.charging.SliceKind;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvents;
import io.ratinggrid.rating.partition.ResultRecord;

/** Keeps what a script's records say that accounts forget: documents, statements, and sums of each command. One thread. */
final class FigureJournal {
    private final RatedEvents rated;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private final Map<String, Sums> commands = new HashMap<>();
    private final Map<Long, List<Document>> documents = new HashMap<>();
    private final Map<Long, Statement> statements = new HashMap<>();
    private Sums current = new Sums();

    FigureJournal(final CatalogHistory catalogs) {
        rated = new RatedEvents(catalogs);
    }

    /** A document with its lines; amounts are scaled. */
    record Document(DocumentKind kind, long total, List<Line> lines) {}

    /** Its line is a symbol. */
    record Line(int line, long totalSoFar, long billedBefore, long amount) {}

    /** What became of the events of one line of a script. */
    static final class Sums {
        ResultCode code;
        RatedEvent event;
        long amount;
        long counted;
        long unfunded;
        long covered;
        long priced;
    }

    /** A statement over all bucket types that it has; its type is a symbol. */
    static final class Statement {
        int type;
        long opening;
        long granted;
        long drawn;
        long expired;
        long rolled;
        long closing;
    }

    /** What follows belongs to the command of this id. */
    void begin(final String id) {
        current = commands.computeIfAbsent(id, none -> new Sums());
    }

    void accept(final ResultRecord record) {
        current.code = record.code();
        current.unfunded += record.code() == ResultCode.UNFUNDED ? record.command().quantity : 0;
        rated.read(record).forEach(this::add);
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            if (effect.kind() == EffectKind.STATEMENT_MADE) {
                statements.put(record.command().account, new Statement());
            } else if (effect.kind() == EffectKind.STATEMENT) {
                addTo(statements.get(record.command().account));
            }
            addDocument(record.command().account);
        }
    }

    private void add(final RatedEvent event) {
        current.event = event;
        current.amount += event.amount();
        current.counted += event.counted();
        current.unfunded += event.unfunded();
        for (final RatedEvent.Part part : event.parts()) {
            current.covered += part.kind() == SliceKind.BUCKET ? part.units() : 0;
            current.priced += part.kind() == SliceKind.PRICED ? part.units() : 0;
        }
    }

    private void addDocument(final long account) {
        final List<Document> own = documents(account);
        if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
            own.add(new Document(DocumentKind.of(effect.intField(0)), effect.field(5), new ArrayList<>()));
        } else if (effect.kind() == EffectKind.DOCUMENT_LINE) {
            own.get(own.size() - 1)
                    .lines()
                    .add(new Line(effect.intField(0), effect.field(3), effect.field(4), effect.field(5)));
        }
    }

    private void addTo(final Statement statement) {
        statement.type = effect.intField(0);
        statement.opening += effect.field(1);
        statement.granted += effect.field(2);
        statement.drawn += effect.field(3);
        statement.expired += effect.field(4);
        statement.rolled += effect.field(5);
        statement.closing += effect.field(6);
    }

    List<Document> documents(final long account) {
        return documents.computeIfAbsent(account, none -> new ArrayList<>());
    }

    /** The last one, or null. */
    Statement statement(final long account) {
        return statements.get(account);
    }

    /** Sums of a command, or null. */
    Sums command(final String id) {
        return commands.get(id);
    }

    long charged() {
        return commands.values().stream().mapToLong(sums -> sums.amount).sum();
    }
}
