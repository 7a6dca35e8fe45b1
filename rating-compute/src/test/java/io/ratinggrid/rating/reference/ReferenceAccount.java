package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.ratinggrid.rating.catalog.model.NoticeModel;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.money.Money;

/**
 * Everything that an account is, as plain objects. A command works on a {@link #copy()}, which is kept if it was carried
 * out and forgotten if not. Amounts of money are in scaled units ({@link Money#scale()}), times in milliseconds.
 */
final class ReferenceAccount {
    /** End of what does not end. */
    static final long NEVER = Long.MAX_VALUE;

    final String name;
    final Money money;
    final ZoneId zone;
    final int cycleRule;
    final Optional<Fraction> creditLimit;

    /** The current cycle; empty before the first subscription. */
    Optional<ReferenceCycle> cycle = Optional.empty();
    /** End of the last closed cycle; before the first closing, start of the first cycle. */
    long closedUntil;

    /** True if a threshold that does not recur has had its document in this cycle. */
    boolean thresholdFired;

    int lastBucket;
    /** The account itself, then its subscribers by ordinal. */
    final List<Owner> owners = new ArrayList<>();

    final Map<LineKey, Line> lines = new LinkedHashMap<>();
    /** What is on its way to other accounts, by number of the item. */
    final Map<Long, Transit> transits = new TreeMap<>();

    /** Documents that are not paid in full, by number. */
    final Map<Integer, Invoice> invoices = new TreeMap<>();

    /** What was paid and is allocated to no invoice. */
    Fraction paidAhead = Fraction.ZERO;

    /** What sessions hold, oldest first. */
    final List<Reservation> reservations = new ArrayList<>();

    final List<Document> documents = new ArrayList<>();
    /** Numbers of the documents that it still knows, and what credit notes have taken back of them. */
    final Map<Integer, Fraction> known = new TreeMap<>();

    /** What was told of balances. */
    final Map<Watched, Told> told = new HashMap<>();
    /** The highest threshold that was told of, of what grows in a cycle. */
    final Map<Watched, Fraction> highest = new HashMap<>();

    /** How often something was refilled. */
    final Map<Refills, Integer> refills = new HashMap<>();

    final List<Notice> notices = new ArrayList<>();
    final List<Statement> statements = new ArrayList<>();
    int lastStatement;
    /** Sum of the amounts of its rated events. */
    Fraction eventAmounts = Fraction.ZERO;

    ReferenceAccount(
            final String name,
            final Money money,
            final ZoneId zone,
            final int cycleRule,
            final Optional<Fraction> creditLimit) {
        this.name = name;
        this.money = money;
        this.zone = zone;
        this.cycleRule = cycleRule;
        this.creditLimit = creditLimit;
    }

    ReferenceAccount copy() {
        final ReferenceAccount copy = new ReferenceAccount(name, money, zone, cycleRule, creditLimit);
        copy.cycle = cycle;
        copy.closedUntil = closedUntil;
        copy.thresholdFired = thresholdFired;
        copy.lastBucket = lastBucket;
        owners.forEach(owner -> copy.owners.add(owner.copy()));
        copy.lines.putAll(lines);
        copy.transits.putAll(transits);
        copy.reservations.addAll(reservations);
        copy.invoices.putAll(invoices);
        copy.paidAhead = paidAhead;
        copy.documents.addAll(documents);
        copy.known.putAll(known);
        copy.told.putAll(told);
        copy.highest.putAll(highest);
        copy.refills.putAll(refills);
        copy.notices.addAll(notices);
        copy.statements.addAll(statements);
        copy.lastStatement = lastStatement;
        copy.eventAmounts = eventAmounts;
        return copy;
    }

    /** Scaled units in one of the currency. */
    Fraction unit() {
        return Fraction.of(Money.power10(money.scale()));
    }

    Fraction scaled(final BigDecimal amount) {
        return Fraction.of(amount).times(unit());
    }

    /** Rounded as on a document: half-up to the places of the currency. */
    Fraction rounded(final Fraction amount) {
        return amount.rounded(-Money.GUARD_PLACES, RoundingMode.HALF_UP);
    }

    Owner head() {
        return owners.get(0);
    }

    Line line(final LineKey key) {
        return lines.getOrDefault(key, Line.EMPTY);
    }

    void charge(final LineKey key, final Fraction amount) {
        final Line line = line(key);
        lines.put(key, new Line(line.total().plus(amount), line.billed()));
    }

    /** The latest 36 documents are known, and those that are not paid; the oldest other one makes room. */
    void add(final Document document) {
        if (known.size() >= 36) {
            known.keySet().stream()
                    .filter(number -> !invoices.containsKey(number))
                    .findFirst()
                    .ifPresent(known::remove);
        }
        documents.add(document);
        known.put(documents.size(), Fraction.ZERO);
    }

    /** What one record of an account holds: the account's own, or one subscriber's. */
    static final class Owner {
        final int ordinal;
        final String name;
        final List<Subscription> subscriptions = new ArrayList<>();
        final List<Bucket> buckets = new ArrayList<>();
        final Map<AccumulatorKey, Accumulated> accumulators = new HashMap<>();
        final Map<Long, Session> sessions = new HashMap<>();
        /** What it has drawn of the account's pooled buckets, by type and cycle. */
        final Map<AccumulatorKey, Fraction> poolDraws = new HashMap<>();

        Owner(final int ordinal, final String name) {
            this.ordinal = ordinal;
            this.name = name;
        }

        /** Its buckets of a type that hold. */
        List<Bucket> inOrderOfExpiry(final String type, final long time) {
            return buckets.stream()
                    .filter(bucket -> bucket.type.equals(type) && bucket.holdsAt(time))
                    .sorted(Comparator.comparing((Bucket bucket) -> bucket.until)
                            .thenComparing(bucket -> bucket.id))
                    .toList();
        }

        private Owner copy() {
            final Owner copy = new Owner(ordinal, name);
            copy.subscriptions.addAll(subscriptions);
            buckets.forEach(bucket -> copy.buckets.add(bucket.copy()));
            copy.accumulators.putAll(accumulators);
            copy.sessions.putAll(sessions);
            copy.poolDraws.putAll(poolDraws);
            return copy;
        }
    }

    /**
     * A subscription to {@code quantity} of a plan.
     *
     * @param continued    goes on from another of the same plan
     * @param amounts      what it grants of buckets in place of what its plan says
     * @param resumable    end that it has again when it is resumed, if it is paused
     * @param chargedEarly start of the cycle whose fee was charged before its time, or -1
     * @param countedFrom  start of what it goes on from, or its own: the first of its cycles holds it
     */
    record Subscription(
            String plan,
            long from,
            long until,
            long quantity,
            boolean continued,
            Map<String, Fraction> amounts,
            Optional<Long> resumable,
            long chargedEarly,
            long countedFrom) {

        Subscription(
                final String plan,
                final long from,
                final long until,
                final long quantity,
                final boolean continued,
                final Map<String, Fraction> amounts) {
            this(plan, from, until, quantity, continued, amounts, Optional.empty(), -1, from);
        }

        boolean holdsAt(final long time) {
            return from <= time && time < until;
        }

        Subscription endedAt(final long time) {
            return new Subscription(
                    plan, from, time, quantity, continued, amounts, resumable, chargedEarly, countedFrom);
        }

        Subscription pausedUntil(final long time) {
            return new Subscription(
                    plan, from, until, quantity, continued, amounts, Optional.of(time), chargedEarly, countedFrom);
        }

        Subscription notPaused() {
            return new Subscription(
                    plan, from, until, quantity, continued, amounts, Optional.empty(), chargedEarly, countedFrom);
        }

        Subscription chargedEarly(final long cycle) {
            return new Subscription(plan, from, until, quantity, continued, amounts, resumable, cycle, countedFrom);
        }

        Subscription countedFrom(final long start) {
            return new Subscription(plan, from, until, quantity, continued, amounts, resumable, chargedEarly, start);
        }
    }

    /** One stock of units (base units) or money; the end of a cycle ends it once. */
    static final class Bucket {
        final int id;
        final String type;
        final long from;
        final long until;
        final int cyclesLeft;
        Fraction remaining;
        /** What sessions hold of it. */
        Fraction held = Fraction.ZERO;

        boolean ended;
        /** What it began the cycle with: a grant, or what was carried into the cycle. */
        Fraction begun;

        boolean carried;

        Bucket(
                final int id,
                final String type,
                final long from,
                final long until,
                final int cyclesLeft,
                final Fraction remaining) {
            this.id = id;
            this.type = type;
            this.from = from;
            this.until = until;
            this.cyclesLeft = cyclesLeft;
            this.remaining = remaining;
            begun = remaining;
        }

        private Bucket copy() {
            final Bucket copy = new Bucket(id, type, from, until, cyclesLeft, remaining);
            copy.ended = ended;
            copy.held = held;
            copy.begun = begun;
            copy.carried = carried;
            return copy;
        }

        boolean holdsAt(final long time) {
            return from <= time && time < until;
        }

        /** What nobody holds. */
        Fraction free() {
            return remaining.minus(held);
        }

        /** Units of which nothing is spent, and one that a drawdown rate has begun. */
        Fraction left() {
            return remaining.ceiling();
        }
    }

    record AccumulatorKey(String name, long cycleFrom) {}

    /**
     * What was counted in a cycle.
     *
     * @param latest   time of the latest quantity
     * @param seen     different values
     * @param level    what a time-weighted accumulator stands at; its value is the average
     * @param flatPaid true: the first flat fee was charged at the cycle's closing although the value is 0
     */
    record Accumulated(Fraction value, long latest, Set<Long> seen, Fraction level, boolean flatPaid) {
        static final Accumulated NOTHING = new Accumulated(Fraction.ZERO, 0, Set.of(), Fraction.ZERO, false);
    }

    /**
     * A session that has arrived in part.
     *
     * @param counted  units charged for, on a block boundary
     * @param slack    units of the last block that usage has not reached
     * @param band     of the last usage
     * @param charge   that priced the last record
     * @param position quantity that this charge has priced
     * @param gross    price so far, before discounts and bounds
     * @param at       start of the last record
     */
    record Session(long counted, long slack, String band, String charge, Fraction position, Fraction gross, long at) {
        static final Session NEW = new Session(0, 0, "", "", Fraction.ZERO, Fraction.ZERO, 0);

        Fraction positionOf(final String name) {
            return charge.equals(name) ? position : Fraction.ZERO;
        }

        long usage() {
            return counted - slack;
        }
    }

    /** Recurring fees, what is given back of them, what spending in all makes, and what money buckets paid are lines beside the usage of the same name. */
    enum LineKind {
        USAGE,
        FEE,
        CREDIT,
        CARRIED,
        SPEND,
        CREDIT_NOTE,
        PREPAID
    }

    /** Times are those of 32-bit seconds, 1970 to 2106: others are out of range as amounts are. */
    static void checkTime(final long time) {
        if (time < 0 || time / 1000 > 0xffff_ffffL) {
            throw new ArithmeticException("time=" + time);
        }
    }

    /** What has left for another account and is not settled, with the buckets that it was taken from. */
    record Transit(String type, long target, Fraction amount, long at, List<Part> parts) {
        record Part(int owner, int bucket, Fraction amount) {}
    }

    /** What a session holds for one rating group until a time; bucket 0 is credit. */
    record Reservation(
            int owner, long session, int group, long granted, long start, long until, Map<Integer, Fraction> holds) {}

    void reserve(final Reservation reservation) {
        reservations.add(reservation);
        hold(reservation, Fraction.ONE);
    }

    void end(final Reservation reservation) {
        reservations.remove(reservation);
        hold(reservation, Fraction.ONE.negated());
    }

    private void hold(final Reservation reservation, final Fraction sign) {
        owners.stream()
                .flatMap(owner -> owner.buckets.stream())
                .filter(bucket -> reservation.holds.containsKey(bucket.id))
                .forEach(bucket -> bucket.held =
                        bucket.held.plus(reservation.holds.get(bucket.id).times(sign)));
    }

    Fraction creditHeld() {
        return reservations.stream()
                .map(reservation -> reservation.holds.getOrDefault(0, Fraction.ZERO))
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** What thresholds are of: a balance, what an accumulator counts, what is spent on a plan; in a cycle, 0: in none. */
    record Watched(int owner, String what, String name, long cycle) {}

    /** What was told of a balance, and its newest bucket then. */
    record Told(Set<NoticeModel> toldOf, int newest) {
        Told with(final NoticeModel notice) {
            final Set<NoticeModel> more = new HashSet<>(toldOf);
            more.add(notice);
            return new Told(more, newest);
        }
    }

    /** That a threshold was reached, and what there was then, of what. */
    record Notice(Watched watched, int percent, Fraction threshold, Fraction reached, Fraction of, long atSeconds) {}

    /** What an owner has of a type of bucket, in a cycle. */
    record Refills(int owner, String type, long cycle) {}

    /** What is to be paid of a document. */
    record Invoice(Fraction open, long overdueFrom) {}

    record LineKey(String name, long cycleFrom, LineKind kind) {}

    record Line(Fraction total, Fraction billed) {
        static final Line EMPTY = new Line(Fraction.ZERO, Fraction.ZERO);
    }

    record DocumentLine(LineKey line, Fraction amount) {}

    record Document(DocumentKind kind, List<DocumentLine> lines) {
        Fraction total() {
            return lines.stream()
                    .map(DocumentLine::amount)
                    .reduce(Fraction.ZERO, Fraction::plus)
                    .inRange();
        }
    }

    /** How a cycle's buckets of a type did: opening + granted = drawn + expired + rolled over + closing. */
    record Statement(
            int number,
            ReferenceCycle cycle,
            String type,
            Fraction opening,
            Fraction granted,
            Fraction drawn,
            Fraction expired,
            Fraction rolledOver,
            Fraction closing) {}
}
