package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.reference.ReferenceAccount.Accumulated;
import io.ratinggrid.rating.reference.ReferenceAccount.AccumulatorKey;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Session;

/** What one event has done to an account, found by comparing the account before and after, and how it is taken back. */
final class ReferenceReversal {
    private record BucketKey(int owner, int id) {}

    private record Counted(int owner, AccumulatorKey key) {}

    /** What one part of the event has done; most have one. */
    private static final class Part {
        private final Map<LineKey, Fraction> charged = new LinkedHashMap<>();
        private final Map<BucketKey, Fraction> drawn = new LinkedHashMap<>();
        private final Set<Integer> moneyBuckets = new HashSet<>();
        private final Map<Counted, Fraction> moved = new LinkedHashMap<>();
        private final Map<Counted, Set<Long>> seen = new HashMap<>();
        private final Map<Counted, Fraction> poolDraws = new HashMap<>();
    }

    private final Command event;
    private final int subscriber;
    private final long session;
    private final Optional<Session> sessionBefore;
    private final List<Part> parts = new ArrayList<>();
    private Optional<Session> sessionAfter = Optional.empty();
    private boolean level;

    ReferenceReversal(final Command event, final ReferenceAccount before) {
        this.event = Commands.copy(event);
        subscriber = event.subscriber;
        session = event.session;
        sessionBefore = session(before);
    }

    private Optional<Session> session(final ReferenceAccount account) {
        return Optional.ofNullable(account.owners.get(subscriber).sessions.get(session));
    }

    /** False: a level was set. */
    boolean isPossible() {
        return !level;
    }

    /** The event itself. */
    Command event() {
        return event;
    }

    /** True if no part of it would be paid from elsewhere if it were moved there. */
    boolean isAlready(final Payer payer) {
        return parts.stream()
                .noneMatch(part -> payer == Payer.PREPAID
                        ? part.charged.entrySet().stream()
                                .anyMatch(line -> line.getKey().kind() == LineKind.USAGE
                                        && line.getValue().signum() != 0)
                        : part.drawn.values().stream().anyMatch(drawn -> drawn.signum() != 0)
                                || part.charged.entrySet().stream()
                                        .anyMatch(line -> line.getKey().kind() == LineKind.PREPAID
                                                && line.getValue().signum() != 0));
    }

    /** Adds what the event, or a part of it, has changed, but for documents. */
    void add(final ReferenceAccount before, final ReferenceAccount after, final ReferenceUsage usage) {
        level |= ReferenceBilling.isLevel(usage.charge) && usage.setsLevel(before);
        final Part part = new Part();
        parts.add(part);
        after.lines.forEach((key, line) -> {
            if (key.kind() == LineKind.USAGE || key.kind() == LineKind.PREPAID) {
                part.charged.merge(key, line.total().minus(before.line(key).total()), Fraction::plus);
            }
        });
        for (final Owner owner : after.owners) {
            final Owner old = before.owners.get(owner.ordinal);
            for (final Bucket bucket : old.buckets) {
                final Fraction left = bucket(owner, bucket.id).orElseThrow().remaining;
                part.drawn.merge(new BucketKey(owner.ordinal, bucket.id), bucket.remaining.minus(left), Fraction::plus);
                if (usage.catalog.bucket(bucket.type).map(type -> type.money()).orElse(false)) {
                    part.moneyBuckets.add(bucket.id);
                }
            }
            owner.accumulators.forEach((key, value) -> count(part, old, owner, key, value));
            owner.poolDraws.forEach((key, drawn) -> part.poolDraws.merge(
                    new Counted(owner.ordinal, key),
                    drawn.minus(old.poolDraws.getOrDefault(key, Fraction.ZERO)),
                    Fraction::plus));
        }
    }

    private static void count(
            final Part part, final Owner old, final Owner owner, final AccumulatorKey key, final Accumulated value) {
        final Accumulated was = old.accumulators.getOrDefault(key, Accumulated.NOTHING);
        part.moved.merge(new Counted(owner.ordinal, key), value.value().minus(was.value()), Fraction::plus);
        final Set<Long> added = new HashSet<>(value.seen());
        added.removeAll(was.seen());
        part.seen
                .computeIfAbsent(new Counted(owner.ordinal, key), unused -> new HashSet<>())
                .addAll(added);
    }

    /** Ends it: the account as the event has left it. */
    void end(final ReferenceAccount after) {
        sessionAfter = session(after);
    }

    private static Optional<Bucket> bucket(final Owner owner, final int id) {
        return owner.buckets.stream().filter(bucket -> bucket.id == id).findFirst();
    }

    /** {@code account} is a copy that may be changed; it is to be forgotten if this throws. */
    void takeBack(final ReferenceAccount account) {
        parts.forEach(part -> takeBack(account, part));
        if (session != 0 && isSame(session(account), sessionAfter)) {
            final Map<Long, Session> sessions = account.owners.get(subscriber).sessions;
            sessionBefore.ifPresentOrElse(one -> sessions.put(session, one), () -> sessions.remove(session));
        }
    }

    private static void takeBack(final ReferenceAccount account, final Part part) {
        Fraction givenBack = Fraction.ZERO;
        for (final Map.Entry<BucketKey, Fraction> draw : part.drawn.entrySet()) {
            final Optional<Bucket> bucket = bucket(
                    account.owners.get(draw.getKey().owner()), draw.getKey().id());
            if (bucket.isPresent()) {
                bucket.get().remaining = bucket.get().remaining.plus(draw.getValue());
                bucket.get().remaining.inRange();
                if (part.moneyBuckets.contains(bucket.get().id)) {
                    givenBack = givenBack.plus(draw.getValue());
                }
            }
        }
        part.poolDraws.forEach((counted, drawn) -> account.owners
                .get(counted.owner())
                .poolDraws
                .computeIfPresent(counted.key(), (key, all) -> all.minus(drawn)));
        part.moved.forEach((counted, amount) -> moveBack(account, part, counted, amount));
        for (final Map.Entry<LineKey, Fraction> line : part.charged.entrySet()) {
            if (line.getValue().signum() != 0) {
                credit(account, line.getKey(), line.getValue(), givenBack);
            }
        }
    }

    private static boolean isSame(final Optional<Session> one, final Optional<Session> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        final Session a = one.get();
        final Session b = other.get();
        return a.counted() == b.counted()
                && a.slack() == b.slack()
                && a.band().equals(b.band())
                && a.charge().equals(b.charge())
                && a.position().compareTo(b.position()) == 0
                && a.gross().compareTo(b.gross()) == 0
                && a.at() / 1000 == b.at() / 1000;
    }

    private static void moveBack(
            final ReferenceAccount account, final Part part, final Counted counted, final Fraction amount) {
        final Map<AccumulatorKey, Accumulated> accumulators = account.owners.get(counted.owner()).accumulators;
        final Accumulated now = accumulators.getOrDefault(counted.key(), Accumulated.NOTHING);
        if (amount.signum() == 0 || now.value().signum() == 0 && !now.flatPaid()) {
            return;
        }
        final Fraction left = now.value().minus(amount);
        if (left.signum() < 0) {
            throw new Refusal(ResultCode.NOT_REVERSIBLE);
        }
        if (left.signum() == 0 && !now.flatPaid()) {
            accumulators.remove(counted.key());
            return;
        }
        final Set<Long> values = new HashSet<>(now.seen());
        values.removeAll(part.seen.getOrDefault(counted, Set.of()));
        accumulators.put(
                counted.key(), new Accumulated(left.inRange(), now.latest(), values, now.level(), now.flatPaid()));
    }

    /** Money that buckets have paid is whole scaled units: just those that came back to them. */
    private static void credit(
            final ReferenceAccount account, final LineKey key, final Fraction amount, final Fraction givenBack) {
        final Fraction total = account.line(key).total();
        Fraction change = amount.negated();
        if (key.kind() == LineKind.PREPAID) {
            final Fraction whole = total.floor().minus(givenBack);
            if (total.plus(change).floor().compareTo(whole) != 0) {
                change = givenBack.negated();
            }
        }
        account.charge(key, change);
        account.eventAmounts =
                account.eventAmounts.plus(total.plus(change).floor()).minus(total.floor());
    }
}
