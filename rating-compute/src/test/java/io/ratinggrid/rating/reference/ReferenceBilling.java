package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.BucketModel.Rollover;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PlanModel.GrantModel;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Accumulated;
import io.ratinggrid.rating.reference.ReferenceAccount.AccumulatorKey;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.Document;
import io.ratinggrid.rating.reference.ReferenceAccount.DocumentLine;
import io.ratinggrid.rating.reference.ReferenceAccount.Line;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Subscription;

/** Documents and cycles of one account. */
final class ReferenceBilling {
    private final ReferenceAccount account;
    private final ReferenceCatalogs catalogs;

    ReferenceBilling(final ReferenceAccount account, final ReferenceCatalogs catalogs) {
        this.account = account;
        this.catalogs = catalogs;
    }

    // documents

    /** What a document of every unbilled line would come to. */
    static Fraction unbilled(final ReferenceAccount account) {
        return account.lines.keySet().stream().map(line -> due(account, line)).reduce(Fraction.ZERO, Fraction::plus);
    }

    /** A line's total so far less what documents have billed; what was prepaid is never due. */
    private static Fraction due(final ReferenceAccount account, final LineKey key) {
        final Line line = account.line(key);
        return key.kind() == LineKind.PREPAID
                ? Fraction.ZERO
                : account.rounded(line.total()).minus(line.billed());
    }

    /** Issues a document of the lines that are wanted, if it comes to more than zero; else they wait. */
    static void issue(final ReferenceAccount account, final DocumentKind kind, final Predicate<LineKey> wanted) {
        final List<DocumentLine> lines = account.lines.keySet().stream()
                .filter(wanted)
                .map(key -> new DocumentLine(key, due(account, key)))
                .filter(line -> line.amount().signum() != 0)
                .toList();
        final Document document = new Document(kind, lines);
        if (document.total().signum() > 0) {
            account.documents.add(document);
            lines.forEach(line -> bill(account, line));
        }
    }

    private static void bill(final ReferenceAccount account, final DocumentLine billed) {
        final Line line = account.line(billed.line());
        account.lines.put(billed.line(), new Line(line.total(), line.billed().plus(billed.amount())));
    }

    // grants

    /** A new bucket; pooled ones live in the head. */
    void grant(
            final Owner owner,
            final BucketModel type,
            final Fraction amount,
            final long from,
            final Optional<Long> until) {
        final Owner holder = type.pooled() ? account.head() : owner;
        final long end = until.orElseGet(() -> end(type, from));
        final int cycles = type.rollover().map(Rollover::cycles).orElse(0);
        holder.buckets.add(new Bucket(++account.lastBucket, type.name(), from, end, cycles, amount));
    }

    private long end(final BucketModel type, final long from) {
        if (type.validity().cycle()) {
            return ReferenceCycle.at(from, account.zone, account.cycleDay).to();
        }
        return type.validity().days() == 0
                ? ReferenceAccount.NEVER
                : ReferenceCycle.midnightAfter(from, type.validity().days(), account.zone);
    }

    private void grant(final Owner owner, final PlanModel plan, final long from, final Predicate<GrantModel> wanted) {
        final ReferenceCatalog catalog = catalogs.at(from);
        for (final GrantModel grant : plan.grants()) {
            if (wanted.test(grant)) {
                final BucketModel type = catalog.bucket(grant.bucket()).orElseThrow();
                final Fraction amount = type.money() ? account.scaled(grant.amount()) : Fraction.of(grant.amount());
                grant(owner, type, amount, from, Optional.empty());
            }
        }
    }

    // subscribing

    void subscribe(final Owner owner, final PlanModel plan, final long from, final long until) {
        if (account.cycle.isEmpty()) {
            account.cycle = Optional.of(ReferenceCycle.at(from, account.zone, account.cycleDay));
            account.closedUntil = account.cycle.get().from();
        }
        owner.subscriptions.add(new Subscription(plan.name(), from, until));
        grant(owner, plan, from, grant -> true);
        if (plan.inAdvance() && plan.fee().signum() > 0) {
            final LineKey line = fee(plan, ReferenceCycle.at(from, account.zone, account.cycleDay));
            account.charge(line, account.scaled(plan.fee()));
            issue(account, DocumentKind.START, line::equals);
        }
    }

    private static LineKey fee(final PlanModel plan, final ReferenceCycle cycle) {
        return new LineKey(plan.feeLine(), cycle.from(), LineKind.FEE);
    }

    // cycles

    /** Turns cycles until the current one ends after {@code time}. */
    void turnTo(final long time) {
        while (account.cycle.isPresent() && account.cycle.get().to() <= time) {
            turn();
        }
    }

    private void turn() {
        final ReferenceCycle ended = account.cycle.orElseThrow();
        final ReferenceCycle next = ended.next(account.zone, account.cycleDay);
        final ReferenceCatalog catalog = catalogs.at(next.from());
        for (final Owner owner : account.owners) {
            for (final Bucket bucket : List.copyOf(owner.buckets)) {
                if (ended.from() < bucket.until && bucket.until <= ended.to()) {
                    roll(owner, bucket, catalog, next);
                }
            }
        }
        account.cycle = Optional.of(next);
        for (final Owner owner : account.owners) {
            for (final Subscription subscription : owner.subscriptions) {
                if (subscription.holdsAt(next.from())) {
                    catalog.plan(subscription.plan())
                            .ifPresent(plan -> grant(owner, plan, next.from(), GrantModel::everyCycle));
                }
            }
        }
    }

    private void roll(
            final Owner owner, final Bucket bucket, final ReferenceCatalog catalog, final ReferenceCycle next) {
        final Optional<Rollover> rollover = catalog.bucket(bucket.type).flatMap(BucketModel::rollover);
        if (rollover.isEmpty() || bucket.cyclesLeft == 0) {
            return;
        }
        final Fraction amount =
                bucket.remaining.floor().min(Fraction.of(rollover.get().maximum()));
        if (amount.signum() > 0) {
            bucket.remaining = bucket.remaining.minus(amount);
            owner.buckets.add(new Bucket(
                    ++account.lastBucket, bucket.type, next.from(), next.to(), bucket.cyclesLeft - 1, amount));
        }
    }

    /** The oldest cycle that is not closed and has ended at a time. */
    Optional<ReferenceCycle> closable(final long time) {
        return account.cycle
                .map(current -> ReferenceCycle.at(account.closedUntil, account.zone, account.cycleDay))
                .filter(oldest -> oldest.to() <= time);
    }

    void close(final ReferenceCycle cycle) {
        final ReferenceCycle next = cycle.next(account.zone, account.cycleDay);
        for (final Owner owner : account.owners) {
            for (final Subscription subscription : owner.subscriptions) {
                chargeFees(subscription, cycle, next);
            }
            chargeFlatFees(owner, cycle);
        }
        issue(
                account,
                DocumentKind.CYCLE,
                line -> line.cycleFrom() <= cycle.from()
                        || line.cycleFrom() == next.from() && line.kind() == LineKind.FEE);
        forget(cycle);
        account.closedUntil = cycle.to();
    }

    /** In advance the fee of the next cycle, in arrears of this one. */
    private void chargeFees(final Subscription subscription, final ReferenceCycle cycle, final ReferenceCycle next) {
        final long lastInstant = cycle.to() - 1;
        plan(subscription, cycle.to())
                .filter(plan -> plan.inAdvance() && subscription.from() < cycle.to())
                .filter(plan -> subscription.holdsAt(cycle.to()))
                .ifPresent(plan -> account.charge(fee(plan, next), account.scaled(plan.fee())));
        plan(subscription, lastInstant)
                .filter(plan -> !plan.inAdvance() && subscription.holdsAt(lastInstant))
                .ifPresent(plan -> account.charge(fee(plan, cycle), account.scaled(plan.fee())));
    }

    private Optional<PlanModel> plan(final Subscription subscription, final long time) {
        return catalogs.at(time).plan(subscription.plan());
    }

    /** The first flat fee of tiers on an accumulator that nothing has moved. */
    private void chargeFlatFees(final Owner owner, final ReferenceCycle cycle) {
        final long lastInstant = cycle.to() - 1;
        final ReferenceCatalog catalog = catalogs.at(lastInstant);
        final Set<AccumulatorKey> charged = new HashSet<>();
        for (final Subscription subscription : owner.subscriptions) {
            if (subscription.holdsAt(lastInstant)) {
                catalog.plan(subscription.plan()).stream()
                        .flatMap(plan -> catalog.charges(plan).stream())
                        .forEach(charge -> chargeFlatFee(owner, charge, cycle, charged));
            }
        }
    }

    private void chargeFlatFee(
            final Owner owner,
            final ChargeModel charge,
            final ReferenceCycle cycle,
            final Set<AccumulatorKey> charged) {
        if (!charge.flatAtZero() || charge.accumulator().isEmpty()) {
            return;
        }
        if (!(charge.pricing().get("") instanceof Tiers tiers)) {
            return;
        }
        final AccumulatorKey key = new AccumulatorKey(charge.accumulator().get().name(), cycle.from());
        final Owner holder = charge.accumulator().get().pooled() ? account.head() : owner;
        final boolean untouched = holder.accumulators
                        .getOrDefault(key, Accumulated.NOTHING)
                        .value()
                        .signum()
                == 0;
        if (untouched && charged.add(key)) {
            account.charge(
                    new LineKey(charge.line(), cycle.from(), LineKind.USAGE),
                    new ReferenceTiers(tiers, account.unit()).atZero());
        }
    }

    /** Forgets what no event can reach any more; what is still to be billed stays. */
    private void forget(final ReferenceCycle closed) {
        for (final Owner owner : account.owners) {
            owner.buckets.removeIf(bucket -> bucket.until <= closed.to());
            owner.accumulators.keySet().removeIf(key -> key.cycleFrom() < closed.from());
        }
        final List<LineKey> settled = new ArrayList<>(account.lines.keySet());
        settled.removeIf(
                key -> key.cycleFrom() >= closed.from() || due(account, key).signum() != 0);
        settled.forEach(account.lines::remove);
    }
}
