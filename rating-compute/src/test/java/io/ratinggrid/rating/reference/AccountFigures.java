package io.ratinggrid.rating.reference;

import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.ratinggrid.rating.account.NoticeSlot;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.money.Money;

/**
 * What an account has come to, exactly, for comparing two engines. Amounts of money are in scaled units, quantities in base
 * units, times in milliseconds.
 *
 * @param cycles       the current cycle and what is closed, as text
 * @param lines        totals of document lines that are not zero
 * @param buckets      in order of record and id
 * @param accumulators that are not zero
 * @param poolDraws    what subscribers have drawn of pools, by type of bucket, if it is not zero
 * @param sessions     under way
 * @param documents    in order of issue
 * @param statements   of each type of bucket, in order of cycles
 * @param transits     on their way to other accounts, by number of the item
 * @param reservations what sessions hold, oldest first
 * @param invoices     what is still to be paid of documents, by their number
 * @param paidAhead    what was paid and is allocated to no document
 * @param notices      that thresholds were reached, in order of their texts
 * @param eventAmounts sum of the amounts of its rated events
 */
public record AccountFigures(
        String cycles,
        Map<LineName, LineFigure> lines,
        List<BucketFigure> buckets,
        Map<AccumulatorName, Fraction> accumulators,
        Map<AccumulatorName, Fraction> poolDraws,
        Map<SessionName, SessionFigure> sessions,
        List<DocumentFigure> documents,
        Map<String, List<StatementFigure>> statements,
        Map<Long, TransitFigure> transits,
        Map<ReservationName, ReservationFigure> reservations,
        Map<Integer, InvoiceFigure> invoices,
        Fraction paidAhead,
        List<NoticeFigure> notices,
        Fraction eventAmounts) {

    /** Of an account that is not open. */
    static final AccountFigures NONE = new AccountFigures(
            "",
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Fraction.ZERO,
            List.of(),
            Fraction.ZERO);

    /** A line of a cycle: {@code kind} is usage, fee or prepaid. */
    public record LineName(String name, long cycleFrom, String kind) {
        @Override
        public String toString() {
            return kind + " line '" + name + "' of " + Instant.ofEpochMilli(cycleFrom);
        }
    }

    public record LineFigure(Fraction total, Fraction billed) {}

    public record BucketFigure(int owner, int id, String type, long from, long until, Fraction remaining) {}

    public record AccumulatorName(int owner, String name, long cycleFrom) {
        /** What a time-weighted accumulator stands at; its own name is its average's. */
        static AccumulatorName ofLevel(final int owner, final String name, final long cycleFrom) {
            return new AccumulatorName(owner, "level of " + name, cycleFrom);
        }
    }

    public record SessionName(int owner, long session) {}

    public record SessionFigure(long counted, long slack, Fraction gross) {}

    public record DocumentFigure(DocumentKind kind, Map<LineName, Fraction> amounts, Fraction total) {}

    public record TransitFigure(String type, long target, Fraction amount) {}

    public record ReservationName(int owner, long session, int group) {}

    /** @param holds by bucket, 0: of the credit limit */
    public record ReservationFigure(long granted, long start, long until, Map<Integer, Fraction> holds) {}

    /** That {@code reached} was at the threshold: a percentage of {@code of}, or, with 0 percent, a quantity. */
    public record NoticeFigure(
            String what,
            int owner,
            String name,
            long cycleFrom,
            int percent,
            Fraction threshold,
            Fraction reached,
            Fraction of,
            long atSeconds) {}

    public record InvoiceFigure(Fraction open, long overdueFrom) {}

    public record StatementFigure(
            int number,
            long cycleFrom,
            long cycleTo,
            Fraction opening,
            Fraction granted,
            Fraction drawn,
            Fraction expired,
            Fraction rolledOver,
            Fraction closing) {}

    /** What all documents come to. */
    public Fraction billed() {
        return documents.stream().map(DocumentFigure::total).reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What all lines that are still there have come to, each rounded as on a document; billed or not. */
    public Fraction price() {
        return lines.entrySet().stream()
                .filter(line -> !line.getKey().kind().equals("prepaid"))
                .map(line -> line.getValue().total().rounded(-Money.GUARD_PLACES, RoundingMode.HALF_UP))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Total of what no document has billed, rounded a line. */
    public Fraction unbilled() {
        return lines.entrySet().stream()
                .filter(line -> !line.getKey().kind().equals("prepaid"))
                .map(Map.Entry::getValue)
                .map(line -> line.total()
                        .rounded(-Money.GUARD_PLACES, RoundingMode.HALF_UP)
                        .minus(line.billed()))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What is left in the buckets of a type. */
    public Fraction remaining(final String type) {
        return buckets.stream()
                .filter(bucket -> bucket.type().equals(type))
                .map(BucketFigure::remaining)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What sessions hold of the buckets of a type. */
    Fraction reserved(final String type) {
        return buckets.stream()
                .filter(bucket -> bucket.type().equals(type))
                .map(bucket -> held(bucket.id()))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What sessions hold of a bucket; 0: of the credit limit. */
    Fraction held(final int bucket) {
        return reservations.values().stream()
                .map(reservation -> reservation.holds().getOrDefault(bucket, Fraction.ZERO))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What is on its way to other accounts of the buckets of a type. */
    Fraction inTransit(final String type) {
        return transits.values().stream()
                .filter(transit -> transit.type().equals(type))
                .map(TransitFigure::amount)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Each figure that differs, as a line of text; empty if all agree. */
    public List<String> differences(final AccountFigures other) {
        final SortedMap<String, String> mine = entries();
        final SortedMap<String, String> others = other.entries();
        final List<String> differences = new ArrayList<>();
        final TreeSet<String> names = new TreeSet<>(mine.keySet());
        names.addAll(others.keySet());
        for (final String name : names) {
            final String value = mine.getOrDefault(name, "none");
            final String otherValue = others.getOrDefault(name, "none");
            if (!value.equals(otherValue)) {
                differences.add(name + ": " + value + " <> " + otherValue);
            }
        }
        if (!isToldAs(other)) {
            differences.add("notices: " + notices + " <> " + other.notices);
        }
        return differences;
    }

    /** The reference knows no limit of notices that wait: of more, the engine has as many as may be, whichever come first. */
    private boolean isToldAs(final AccountFigures other) {
        return notices.size() > NoticeSlot.MOST
                ? other.notices.size() == NoticeSlot.MOST && notices.containsAll(other.notices)
                : notices.equals(other.notices);
    }

    private SortedMap<String, String> entries() {
        final SortedMap<String, String> entries = new TreeMap<>();
        entries.put("cycles", cycles);
        entries.put("events", eventAmounts.toString());
        entries.put("paid ahead", paidAhead.toString());
        invoices.forEach((number, invoice) -> entries.put("invoice " + number, invoice.toString()));
        lines.forEach((name, line) -> entries.put(name.toString(), line.toString()));
        accumulators.forEach((name, value) -> entries.put(name.toString(), value.toString()));
        poolDraws.forEach((name, value) -> entries.put("drawn of pool " + name, value.toString()));
        sessions.forEach((name, session) -> entries.put(name.toString(), session.toString()));
        transits.forEach((item, transit) -> entries.put("in transit " + item, transit.toString()));
        reservations.forEach((name, reservation) -> entries.put(name.toString(), reservation.toString()));
        statements.forEach((type, list) -> entries.put("statements of " + type, list.toString()));
        buckets.forEach(bucket -> entries.put("bucket " + bucket.owner() + "/" + bucket.id(), bucket.toString()));
        for (int i = 0; i < documents.size(); i++) {
            entries.put("document " + (i + 1), text(documents.get(i)));
        }
        return entries;
    }

    private static String text(final DocumentFigure document) {
        final SortedMap<String, Fraction> amounts = new TreeMap<>();
        document.amounts().forEach((line, amount) -> amounts.put(line.toString(), amount));
        return document.kind() + " " + document.total() + " " + amounts;
    }

    static AccountFigures of(final ReferenceAccount account) {
        final Map<LineName, LineFigure> lines = new HashMap<>();
        account.lines.forEach((key, line) -> {
            if (line.total().signum() != 0 || line.billed().signum() != 0) {
                lines.put(name(key), new LineFigure(line.total(), line.billed()));
            }
        });
        final List<BucketFigure> buckets = new ArrayList<>();
        final Map<AccumulatorName, Fraction> accumulators = new HashMap<>();
        final Map<AccumulatorName, Fraction> poolDraws = new HashMap<>();
        final Map<SessionName, SessionFigure> sessions = new HashMap<>();
        for (final ReferenceAccount.Owner owner : account.owners) {
            owner.buckets.forEach(bucket -> buckets.add(new BucketFigure(
                    owner.ordinal, bucket.id, bucket.type, bucket.from, bucket.until, bucket.remaining)));
            owner.accumulators.forEach((key, accumulated) -> {
                if (accumulated.value().signum() != 0) {
                    accumulators.put(
                            new AccumulatorName(owner.ordinal, key.name(), key.cycleFrom()), accumulated.value());
                }
                if (accumulated.level().signum() != 0) {
                    accumulators.put(
                            AccumulatorName.ofLevel(owner.ordinal, key.name(), key.cycleFrom()), accumulated.level());
                }
            });
            owner.poolDraws.forEach((key, drawn) -> {
                if (drawn.signum() != 0) {
                    poolDraws.put(new AccumulatorName(owner.ordinal, key.name(), key.cycleFrom()), drawn);
                }
            });
            owner.sessions.forEach((id, session) -> sessions.put(
                    new SessionName(owner.ordinal, id),
                    new SessionFigure(session.counted(), session.slack(), session.gross())));
        }
        final List<DocumentFigure> documents =
                account.documents.stream().map(AccountFigures::figure).toList();
        final Map<Long, TransitFigure> transits = new HashMap<>();
        account.transits.forEach((item, transit) ->
                transits.put(item, new TransitFigure(transit.type(), transit.target(), transit.amount())));
        final Map<Integer, InvoiceFigure> invoices = new HashMap<>();
        account.invoices.forEach(
                (number, invoice) -> invoices.put(number, new InvoiceFigure(invoice.open(), invoice.overdueFrom())));
        return new AccountFigures(
                cycles(
                        account.cycle.map(ReferenceCycle::from).orElse(0L),
                        account.cycle.map(ReferenceCycle::to).orElse(0L),
                        account.closedUntil),
                lines,
                buckets,
                accumulators,
                poolDraws,
                sessions,
                documents,
                statements(account),
                transits,
                reservations(account),
                invoices,
                account.paidAhead,
                sorted(account.notices.stream().map(AccountFigures::figure).toList()),
                account.eventAmounts);
    }

    private static Map<ReservationName, ReservationFigure> reservations(final ReferenceAccount account) {
        final Map<ReservationName, ReservationFigure> reservations = new HashMap<>();
        account.reservations.forEach(one -> reservations.put(
                new ReservationName(one.owner(), one.session(), one.group()),
                new ReservationFigure(one.granted(), one.start(), one.until(), new TreeMap<>(one.holds()))));
        return reservations;
    }

    private static Map<String, List<StatementFigure>> statements(final ReferenceAccount account) {
        return account.statements.stream()
                .collect(Collectors.groupingBy(
                        ReferenceAccount.Statement::type,
                        Collectors.mapping(
                                statement -> new StatementFigure(
                                        statement.number(),
                                        statement.cycle().from(),
                                        statement.cycle().to(),
                                        statement.opening(),
                                        statement.granted(),
                                        statement.drawn(),
                                        statement.expired(),
                                        statement.rolledOver(),
                                        statement.closing()),
                                Collectors.toList())));
    }

    static String cycles(final long from, final long to, final long closedUntil) {
        return Instant.ofEpochMilli(from) + " to " + Instant.ofEpochMilli(to) + ", closed until "
                + Instant.ofEpochMilli(closedUntil);
    }

    private static NoticeFigure figure(final ReferenceAccount.Notice notice) {
        return new NoticeFigure(
                notice.watched().what(),
                notice.watched().owner(),
                notice.watched().name(),
                notice.watched().cycle(),
                notice.percent(),
                notice.threshold(),
                notice.reached(),
                notice.of(),
                notice.atSeconds());
    }

    /** Those of one command are in no order. */
    static List<NoticeFigure> sorted(final List<NoticeFigure> notices) {
        return notices.stream()
                .sorted(Comparator.comparing(NoticeFigure::toString))
                .toList();
    }

    private static LineName name(final ReferenceAccount.LineKey key) {
        return new LineName(key.name(), key.cycleFrom(), key.kind().name().toLowerCase(java.util.Locale.ROOT));
    }

    private static DocumentFigure figure(final ReferenceAccount.Document document) {
        final Map<LineName, Fraction> amounts = new HashMap<>();
        document.lines().forEach(line -> amounts.put(name(line.line()), line.amount()));
        return new DocumentFigure(document.kind(), amounts, document.total());
    }
}
