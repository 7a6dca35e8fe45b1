package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SessionSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.account.WatchSlot;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.charging.NextInvoice;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.money.ExactAmount;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.PendingReversal;
import io.ratinggrid.rating.partition.ResultRecord;

/** The engine under test: a partition, with its state and journal records read back as {@link AccountFigures}. */
public final class FastEngine {
    private final PartitionEngine engine;
    private final SymbolNames names;
    private final Set<String> moneyTypes;
    private final ByteSink sink = new ByteSink(256);
    private final ByteSource source = new ByteSource();
    private final ByteSource effectSource = new ByteSource();
    private final Effect effect = new Effect();
    private final ResultRecord record = new ResultRecord();
    private final Map<Long, Journaled> journaled = new HashMap<>();
    /** Every entry so far. */
    private final List<byte[]> entries = new ArrayList<>();

    private long sequence;

    public FastEngine(final List<CatalogModel> models) {
        this(
                models,
                new PartitionEngine(
                        new CatalogHistory(
                                models.stream().map(CatalogCompiler::compile).toList()),
                        PartitionSettings.DEFAULT));
    }

    /** Looks at an engine that others feed; they show it the records: {@link #read}. */
    public FastEngine(final List<CatalogModel> models, final PartitionEngine engine) {
        names = new SymbolNames(models);
        moneyTypes = models.stream()
                .flatMap(model -> model.buckets().stream())
                .filter(BucketModel::money)
                .map(BucketModel::name)
                .collect(Collectors.toSet());
        this.engine = engine;
    }

    /** The partition, with the records of the last command. */
    PartitionEngine partition() {
        return engine;
    }

    /** What only the journal says of an account. */
    private static final class Journaled {
        private final List<DocumentKind> kinds = new ArrayList<>();
        private final List<Fraction> totals = new ArrayList<>();
        private final List<Map<AccountFigures.LineName, Fraction>> amounts = new ArrayList<>();
        private final Map<String, List<AccountFigures.StatementFigure>> statements = new HashMap<>();
        private final List<AccountFigures.NoticeFigure> notices = new ArrayList<>();
        /** The statement that lines are of. */
        private int statement;

        private long statementFrom;
        private long statementTo;
        private Fraction eventAmounts = Fraction.ZERO;
        /** By type of bucket: what was granted, less what was drawn and what was left when it was removed. */
        private final Map<Integer, Long> stock = new HashMap<>();
        /** By type: what left ended buckets to go into the next cycle, less what arrived there. */
        private final Map<Integer, Long> rolling = new HashMap<>();

        private final Map<Integer, Integer> types = new HashMap<>();
        /** What usage drew from money buckets, less what it put on prepaid lines. */
        private long prepaid;
    }

    /** Carries out a command, whose content is set, as an owner does. */
    public ResultCode execute(final Command command) {
        if (command.type == CommandType.REVERSE_EVENT) {
            fill(command);
        }
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        engine.beginEntry(++sequence, command.atMs);
        final ResultCode code = engine.execute(sink.bytes(), 0, sink.length());
        entries.add(JournalEntryCodec.encode(
                new EntryHeader(EntryKind.BATCH, 0, sequence, 0, 0, 0, 0, command.atMs),
                List.of(),
                new ByteSink(0),
                engine.recordCount(),
                engine.records()));
        read(engine.records().bytes(), 0, engine.records().length());
        return code;
    }

    /** With what the journal has of the event, as a courier does. */
    private void fill(final Command command) {
        engine.pendingItems(1, item -> item.item() == command.item).stream()
                .filter(PendingReversal.class::isInstance)
                .map(PendingReversal.class::cast)
                .forEach(item -> {
                    final long at = command.atMs;
                    PendingReversal read = item.read(entries.get((int) item.sequence() - 1));
                    if (item.asked() != 0) {
                        read = read.readAsked(entries.get((int) item.asked() - 1));
                    }
                    read.toReceive(0, command);
                    command.atMs = at;
                });
    }

    /** Reads what the journal has of one or more commands. */
    public void read(final byte[] records, final int offset, final int length) {
        source.wrap(records, offset, length);
        while (source.remaining() > 0) {
            readEffects();
        }
    }

    private void readEffects() {
        record.decode(source).effects(effectSource);
        names.add(record.command().name);
        names.add(record.command().text);
        final Journaled journal = journaled.computeIfAbsent(record.command().account, account -> new Journaled());
        final CommandType command = record.command().type;
        final boolean usage =
                command == CommandType.USAGE || command == CommandType.REVERSE_EVENT || command.ofSession();
        boolean refilled = false;
        while (effectSource.remaining() > 0) {
            effect.decode(effectSource);
            keepBooks(journal, usage);
            names.add(effect.kind() == EffectKind.LINE_NAMED ? effect.text() : null);
            if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                journal.kinds.add(DocumentKind.of(effect.intField(0)));
                journal.totals.add(Fraction.of(effect.field(5)));
                journal.amounts.add(new LinkedHashMap<>());
            } else if (effect.kind() == EffectKind.DOCUMENT_LINE) {
                journal.amounts
                        .get(journal.amounts.size() - 1)
                        .put(
                                line(effect.intField(0), effect.field(1), effect.intField(2)),
                                Fraction.of(effect.field(5)));
            } else if (effect.kind() == EffectKind.INVOICE_VOIDED) {
                journal.totals.set(effect.intField(0) - 1, Fraction.ZERO);
                journal.amounts.set(effect.intField(0) - 1, new LinkedHashMap<>());
            } else if (effect.kind() == EffectKind.NOTICE_RAISED) {
                journal.notices.add(notice());
            } else if (effect.kind() == EffectKind.STATEMENT_MADE) {
                journal.statement = effect.intField(0);
                journal.statementFrom = effect.field(1) * 1000;
                journal.statementTo = effect.field(2) * 1000;
            } else if (effect.kind() == EffectKind.STATEMENT) {
                journal.statements
                        .computeIfAbsent(names.of(effect.intField(0)), type -> new ArrayList<>())
                        .add(statement(journal));
            } else if (effect.kind() == EffectKind.REFILLED) {
                refilled = true;
            } else if (effect.kind() == EffectKind.CHARGED
                    && usage
                    && !refilled
                    && (effect.intField(2) & LineSlot.FEE) == 0) {
                journal.eventAmounts = journal.eventAmounts.plus(Fraction.of(effect.field(3)));
            }
        }
    }

    private AccountFigures.NoticeFigure notice() {
        final int what = effect.intField(1);
        return new AccountFigures.NoticeFigure(
                what == WatchSlot.BALANCE ? "balance" : what == WatchSlot.SPEND ? "spend" : "accumulator",
                effect.intField(0),
                names.of(effect.intField(2)),
                effect.field(3) * 1000,
                effect.intField(5),
                Fraction.of(effect.field(6)),
                Fraction.of(effect.field(7)),
                Fraction.of(effect.field(8)),
                effect.field(9));
    }

    private void keepBooks(final Journaled journal, final boolean usage) {
        final int id = effect.kind() == EffectKind.CHARGED ? 0 : effect.intField(1);
        switch (effect.kind()) {
            case BUCKET_GRANTED -> {
                journal.types.put(id, effect.intField(2));
                journal.stock.merge(effect.intField(2), effect.field(3), Long::sum);
                if ((effect.field(6) & BucketSlot.ROLLED) != 0) {
                    journal.rolling.merge(effect.intField(2), -effect.field(3), Long::sum);
                }
            }
            case BUCKET_DRAWN -> {
                journal.stock.merge(journal.types.get(id), -effect.field(2), Long::sum);
                journal.prepaid += usage && isMoney(journal.types.get(id)) ? effect.field(2) : 0;
            }
            case BUCKET_ENDED -> {
                journal.stock.merge(journal.types.get(id), -effect.field(2), Long::sum);
                journal.rolling.merge(journal.types.get(id), effect.field(2), Long::sum);
            }
            case BUCKET_REMOVED -> journal.stock.merge(journal.types.get(id), -effect.field(2), Long::sum);
            case CHARGED -> journal.prepaid -= effect.intField(2) == LineSlot.PREPAID ? effect.field(3) : 0;
            default -> {
                // Moves no stock.
            }
        }
    }

    private boolean isMoney(final int type) {
        return moneyTypes.contains(names.of(type));
    }

    /** What does not balance: granted = drawn + expired + left, rolled out = rolled in, prepaid = drawn. */
    public List<String> imbalances(final String name) {
        final Account account = engine.account(AccountKey.of(name));
        final Journaled journal = journaled.get(account.key());
        final Map<Integer, Long> stock = new HashMap<>(journal.stock);
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord owner = account.record(ordinal);
            for (int slot = 0; slot < owner.slots(); slot++) {
                if (owner.kind(slot) == SlotKind.BUCKET) {
                    stock.merge(BucketSlot.type(owner, slot), -BucketSlot.remaining(owner, slot), Long::sum);
                }
            }
        }
        final List<String> imbalances = new ArrayList<>();
        stock.forEach((type, rest) -> addIf(rest != 0, names.of(type) + " is out by " + rest, imbalances));
        journal.rolling.forEach(
                (type, rest) -> addIf(rest != 0, names.of(type) + " lost on the way " + rest, imbalances));
        addIf(journal.prepaid != 0, "prepaid money is out by " + journal.prepaid, imbalances);
        return imbalances;
    }

    private static void addIf(final boolean condition, final String text, final List<String> list) {
        if (condition) {
            list.add(text);
        }
    }

    private AccountFigures.StatementFigure statement(final Journaled journal) {
        return new AccountFigures.StatementFigure(
                journal.statement,
                journal.statementFrom,
                journal.statementTo,
                Fraction.of(effect.field(1)),
                Fraction.of(effect.field(2)),
                Fraction.of(effect.field(3)),
                Fraction.of(effect.field(4)),
                Fraction.of(effect.field(5)),
                Fraction.of(effect.field(6)));
    }

    /** What the estimate of the next bill comes to; 0: there would be none. */
    Fraction estimate(final String name) {
        final ByteSink estimated = new NextInvoice(engine.catalogs()).of(engine.account(AccountKey.of(name)));
        effectSource.wrap(estimated.bytes(), 0, estimated.length());
        Fraction total = Fraction.ZERO;
        while (effectSource.remaining() > 0) {
            effect.decode(effectSource);
            if (effect.kind() == EffectKind.DOCUMENT_ISSUED && effect.intField(0) == DocumentKind.CYCLE.number()) {
                total = total.plus(Fraction.of(effect.field(5)));
            }
        }
        return total;
    }

    /** Everything that the tests compare about an account. */
    public Optional<AccountFigures> figures(final String name) {
        return Optional.ofNullable(engine.account(AccountKey.of(name))).map(this::figures);
    }

    private AccountFigures figures(final Account account) {
        final Map<AccountFigures.LineName, AccountFigures.LineFigure> lines = new HashMap<>();
        final List<AccountFigures.BucketFigure> buckets = new ArrayList<>();
        final Map<AccountFigures.AccumulatorName, Fraction> accumulators = new HashMap<>();
        final Map<AccountFigures.AccumulatorName, Fraction> poolDraws = new HashMap<>();
        final Map<AccountFigures.SessionName, AccountFigures.SessionFigure> sessions = new HashMap<>();
        final Map<Long, AccountFigures.TransitFigure> transits = new HashMap<>();
        final Map<Integer, AccountFigures.InvoiceFigure> invoices = new HashMap<>();
        final Map<AccountFigures.ReservationName, AccountFigures.ReservationFigure> reservations = new HashMap<>();
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord owner = account.record(ordinal);
            for (int slot = 0; slot < owner.slots(); slot++) {
                switch (owner.kind(slot)) {
                    case SlotKind.LINE -> addLine(owner, slot, lines);
                    case SlotKind.BUCKET -> buckets.add(bucket(owner, slot));
                    case SlotKind.ACCUMULATOR -> addAccumulator(owner, slot, accumulators);
                    case SlotKind.POOL_DRAW ->
                        poolDraws.put(
                                new AccountFigures.AccumulatorName(
                                        ordinal,
                                        names.of(PoolDrawSlot.type(owner, slot)),
                                        PoolDrawSlot.from(owner, slot) * 1000),
                                fraction(PoolDrawSlot.drawn(owner, slot, new ExactAmount())));
                    case SlotKind.SESSION -> addSession(owner, slot, sessions);
                    case SlotKind.TRANSIT -> transits.put(TransitSlot.item(owner, slot), transit(owner, slot));
                    case SlotKind.INVOICE -> invoices.put(InvoiceSlot.number(owner, slot), invoice(owner, slot));
                    case SlotKind.RESERVATION -> addReservation(owner, slot, reservations);
                    default -> {
                        // Not a figure.
                    }
                }
            }
        }
        final Journaled journal = journaled.get(account.key());
        final List<AccountFigures.DocumentFigure> documents = new ArrayList<>();
        for (int i = 0; i < journal.kinds.size(); i++) {
            documents.add(new AccountFigures.DocumentFigure(
                    journal.kinds.get(i), journal.amounts.get(i), journal.totals.get(i)));
        }
        final StateRecord head = account.head();
        return new AccountFigures(
                AccountFigures.cycles(
                        AccountSlot.cycleFrom(head) * 1000,
                        AccountSlot.cycleTo(head) * 1000,
                        AccountSlot.closedUntil(head) * 1000),
                lines,
                buckets,
                accumulators,
                poolDraws,
                sessions,
                documents,
                journal.statements,
                transits,
                reservations,
                invoices,
                Fraction.of(InvoiceSlot.ahead(head)),
                AccountFigures.sorted(journal.notices),
                journal.eventAmounts);
    }

    private static AccountFigures.InvoiceFigure invoice(final StateRecord head, final int slot) {
        return new AccountFigures.InvoiceFigure(
                Fraction.of(InvoiceSlot.open(head, slot)), InvoiceSlot.overdueFrom(head, slot) * 1000);
    }

    private static void addReservation(
            final StateRecord owner,
            final int slot,
            final Map<AccountFigures.ReservationName, AccountFigures.ReservationFigure> reservations) {
        final long session = ReservationSlot.session(owner, slot);
        final int group = ReservationSlot.group(owner, slot);
        final Map<Integer, Fraction> holds = new TreeMap<>();
        for (int hold = owner.first(SlotKind.HOLD); hold >= 0; hold = owner.next(SlotKind.HOLD, hold)) {
            if (owner.getLong(hold, 8) == session && owner.getInt(hold, 4) == group) {
                holds.put(owner.getInt(hold, 24), Fraction.of(owner.getLong(hold, 16)));
            }
        }
        reservations.put(
                new AccountFigures.ReservationName(owner.ordinal(), session, group),
                new AccountFigures.ReservationFigure(
                        ReservationSlot.granted(owner, slot),
                        ReservationSlot.startMs(owner, slot),
                        ReservationSlot.until(owner, slot) * 1000,
                        holds));
    }

    private AccountFigures.TransitFigure transit(final StateRecord head, final int slot) {
        return new AccountFigures.TransitFigure(
                names.of(TransitSlot.type(head, slot)),
                TransitSlot.account(head, slot),
                Fraction.of(TransitSlot.amount(head, slot)));
    }

    private void addLine(
            final StateRecord head,
            final int slot,
            final Map<AccountFigures.LineName, AccountFigures.LineFigure> lines) {
        final Fraction total = fraction(LineSlot.amount(head, slot, new ExactAmount()));
        final Fraction billed = Fraction.of(LineSlot.billed(head, slot));
        if (total.signum() != 0 || billed.signum() != 0) {
            lines.put(
                    line(LineSlot.line(head, slot), LineSlot.from(head, slot), LineSlot.flags(head, slot)),
                    new AccountFigures.LineFigure(total, billed));
        }
    }

    private AccountFigures.BucketFigure bucket(final StateRecord owner, final int slot) {
        final Fraction begun = Fraction.of(BucketSlot.numerator(owner, slot), BucketSlot.denominator(owner, slot));
        final long to = BucketSlot.to(owner, slot);
        return new AccountFigures.BucketFigure(
                owner.ordinal(),
                BucketSlot.id(owner, slot),
                names.of(BucketSlot.type(owner, slot)),
                BucketSlot.from(owner, slot) * 1000,
                to == Seconds.FOREVER ? ReferenceAccount.NEVER : to * 1000,
                Fraction.of(BucketSlot.remaining(owner, slot)).minus(begun));
    }

    private void addAccumulator(
            final StateRecord owner, final int slot, final Map<AccountFigures.AccumulatorName, Fraction> accumulators) {
        final String name = names.of(AccumulatorSlot.symbol(owner, slot));
        final long from = AccumulatorSlot.from(owner, slot) * 1000;
        final Fraction value = fraction(AccumulatorSlot.average(owner, slot, new ExactAmount()));
        if (value.signum() != 0) {
            accumulators.put(new AccountFigures.AccumulatorName(owner.ordinal(), name, from), value);
        }
        if (AccumulatorSlot.level(owner, slot) != 0) {
            accumulators.put(
                    AccountFigures.AccumulatorName.ofLevel(owner.ordinal(), name, from),
                    Fraction.of(AccumulatorSlot.level(owner, slot)));
        }
    }

    private static void addSession(
            final StateRecord owner,
            final int slot,
            final Map<AccountFigures.SessionName, AccountFigures.SessionFigure> sessions) {
        final long session = owner.getLong(slot, 8);
        final int money = SessionSlot.find(owner, SlotKind.SESSION_MONEY, session);
        sessions.put(
                new AccountFigures.SessionName(owner.ordinal(), session),
                new AccountFigures.SessionFigure(
                        SessionSlot.counted(owner, slot),
                        SessionSlot.slack(owner, slot),
                        fraction(SessionSlot.gross(owner, money, new ExactAmount()))));
    }

    private AccountFigures.LineName line(final int symbol, final long from, final int flags) {
        final String kind =
                switch (flags) {
                    case LineSlot.PREPAID -> "prepaid";
                    case LineSlot.FEE -> "fee";
                    case LineSlot.FEE | LineSlot.CREDIT -> "credit";
                    case LineSlot.FEE | LineSlot.CREDIT | LineSlot.CARRIED -> "carried";
                    case LineSlot.SPEND -> "spend";
                    case LineSlot.CREDIT_NOTE -> "credit_note";
                    default -> "usage";
                };
        return new AccountFigures.LineName(names.of(symbol), from * 1000, kind);
    }

    private static Fraction fraction(final ExactAmount amount) {
        return Fraction.of(amount.whole()).plus(Fraction.of(amount.numerator(), amount.denominator()));
    }
}
