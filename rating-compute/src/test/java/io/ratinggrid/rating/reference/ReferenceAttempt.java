package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CapModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.OverageModel.Policy;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.charging.DocumentKind;
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
import io.ratinggrid.rating.reference.ReferenceIncrements.Run;

/**
 * Rates an event up to a limit of counted units on a copy of the account: sections 4 to 7 of docs/RATING.md, one method
 * a paragraph. If something cannot be paid the attempt fails and the copy is to be forgotten.
 */
final class ReferenceAttempt {
    private final ReferenceUsage usage;
    private final ChargeModel charge;
    private final Command event;
    private final ReferenceAccount account;
    private final Owner own;
    private final ReferencePools pools;
    private final long limit;

    /** Quantity of the session that the charge has priced. */
    private Fraction sessionPosition;
    /** Where the accumulator stands, if there is one. */
    private Fraction position;

    private Fraction gross;
    private boolean priced;
    private boolean beyondLastTier;
    private boolean connectFeeCovered;
    private boolean onCredit;
    /** True: nothing is charged, and what would be is rounded up to whole units of money. */
    private final boolean isHold;
    /** What is to be held of the credit limit. */
    private Fraction credit = Fraction.ZERO;

    ReferenceAttempt(
            final ReferenceUsage usage, final ReferenceAccount account, final long limit, final boolean isHold) {
        this.isHold = isHold;
        this.usage = usage;
        this.account = account;
        this.limit = limit;
        charge = usage.charge;
        event = usage.event;
        own = account.owners.get(event.subscriber);
        pools = new ReferencePools(usage, account);
        gross = usage.session.gross();
        sessionPosition = usage.session.positionOf(charge.name());
        position = charge.accumulator().map(model -> accumulated(model).value()).orElse(Fraction.ZERO);
    }

    /** True if all of it could be paid. */
    boolean succeeds() {
        final boolean allPaid = priceUsage();
        if (beyondLastTier) {
            throw new Refusal(ResultCode.BEYOND_LAST_TIER);
        }
        if (!allPaid) {
            return false;
        }
        addConnectFee();
        gross.inRange();
        if (charge.cutAtMaximum() && charge.maximum().isPresent()) {
            if (discounted(gross).isAbove(scaled(charge.maximum().get()))) {
                return false;
            }
        }
        if (!pay(net(gross, limit).minus(net(usage.session.gross(), usage.session.counted())))) {
            return false;
        }
        if (!isHold) {
            keepAccumulator();
            keepSession();
            issueDocuments();
        }
        return true;
    }

    /** What it has taken from the buckets as they were in {@code before}, in whole units, and from credit. */
    Map<Integer, Fraction> holds(final ReferenceAccount before) {
        final Map<Integer, Fraction> holds = new TreeMap<>();
        for (final Owner owner : before.owners) {
            for (final Bucket bucket : owner.buckets) {
                account.owners.get(owner.ordinal).buckets.stream()
                        .filter(after -> after.id == bucket.id)
                        .map(after -> bucket.remaining.minus(after.remaining).ceiling())
                        .filter(taken -> taken.signum() > 0)
                        .forEach(taken -> holds.put(bucket.id, taken));
            }
        }
        if (credit.signum() > 0) {
            holds.put(0, credit);
        }
        return holds;
    }

    /** False if some units are left that nothing may pay. */
    private boolean priceUsage() {
        if (usage.measures()) {
            priceMeasured();
            return true;
        }
        for (final Slice slice : slices()) {
            if (!take(slice)) {
                return false;
            }
        }
        priceOnce();
        return true;
    }

    // how many units

    /** Units of one band, from and to session offsets. */
    private record Slice(String band, long from, long to) {}

    /** The blocks up to the limit, those of one band that follow each other taken together. */
    private List<Slice> slices() {
        final List<Slice> slices = new ArrayList<>();
        for (final Run run : usage.counted.runs()) {
            if (run.from() < limit) {
                final int last = slices.size() - 1;
                final boolean joins = last >= 0 && slices.get(last).band.equals(run.band());
                final long from = joins ? slices.remove(last).from : run.from();
                slices.add(new Slice(run.band(), from, Math.min(run.to(), limit)));
            }
        }
        return slices;
    }

    // who pays the units

    /** Free units, then buckets, then the price; false if some units are left that nothing may pay. */
    private boolean take(final Slice slice) {
        final Fraction all = Fraction.of(slice.to - slice.from);
        final Fraction free = Fraction.of(Math.max(0, Math.min(slice.to, charge.free()) - slice.from));
        Fraction left = all.minus(free);
        final List<Bucket> buckets = buckets(false, slice.band);
        for (final Bucket bucket : buckets) {
            left = left.minus(draw(bucket, left, Fraction.ZERO, slice.from == 0 && left.equals(all)));
        }
        if (left.signum() > 0 && buckets.stream().anyMatch(bucket -> pools.isStopped(bucket, rate(bucket)))) {
            return false;
        }
        if (charge.overage().policy() == Policy.OVERDRAW && left.signum() > 0) {
            if (buckets.isEmpty()) {
                return false;
            }
            final Bucket last = buckets.get(buckets.size() - 1);
            final Fraction overdraft = event.payer == Payer.PREPAID
                    ? Fraction.ZERO
                    : Fraction.of(charge.overage().limit());
            left = left.minus(draw(last, left, overdraft, slice.from == 0 && left.equals(all)));
            if (left.signum() > 0) {
                return false;
            }
        }
        price(slice.band, all.minus(left), left);
        return true;
    }

    /** Takes up to a number of units from a bucket, down to an overdraft; returns how many. */
    private Fraction draw(final Bucket bucket, final Fraction units, final Fraction overdraft, final boolean first) {
        final BucketModel type = usage.catalog.bucket(bucket.type).orElseThrow();
        final Fraction rate = rate(bucket);
        final Fraction stock = bucket.free().plus(overdraft);
        final Fraction most =
                pools.left(bucket).map(stock::min).orElse(stock).over(rate).floor();
        final Fraction drawn = most.min(units).max(Fraction.ZERO);
        bucket.remaining = bucket.remaining.minus(drawn.times(rate));
        pools.count(bucket, drawn.times(rate));
        if (first && drawn.signum() > 0) {
            connectFeeCovered = type.coversConnectFee();
        }
        return drawn;
    }

    /** Bucket units for a unit of usage. */
    private Fraction rate(final Bucket bucket) {
        return Fraction.of(
                usage.catalog.bucket(bucket.type).orElseThrow().drawdown().get(charge.service()));
    }

    private record Candidate(Bucket bucket, BucketModel type, boolean own) {}

    /**
     * The buckets of units or of money that may pay in a band: lower priority, the subscriber's own before the account's,
     * earliest expiry, oldest grant. None of what goes to unbilled.
     */
    private List<Bucket> buckets(final boolean money, final String band) {
        if (event.payer == Payer.UNBILLED) {
            return List.of();
        }
        final List<Candidate> candidates = new ArrayList<>();
        account.head().buckets.forEach(bucket -> addCandidate(bucket, false, money, band, candidates));
        if (own != account.head()) {
            own.buckets.forEach(bucket -> addCandidate(bucket, true, money, band, candidates));
        }
        return candidates.stream()
                .sorted(Comparator.comparing((Candidate candidate) -> candidate.type.priority())
                        .thenComparing(candidate -> candidate.own ? 0 : 1)
                        .thenComparing(candidate -> candidate.bucket.until)
                        .thenComparing(candidate -> candidate.bucket.id))
                .map(Candidate::bucket)
                .toList();
    }

    private void addCandidate(
            final Bucket bucket,
            final boolean isOwn,
            final boolean money,
            final String band,
            final List<Candidate> candidates) {
        usage.catalog
                .bucket(bucket.type)
                .filter(type -> type.money() == money)
                .filter(type -> bucket.holdsAt(event.startMs))
                .filter(type -> type.drawdown().containsKey(charge.service()))
                .filter(type -> type.zones().isEmpty() || type.zones().stream().anyMatch(usage.seen::isIn))
                .filter(type -> type.bands().isEmpty() || type.bands().contains(band))
                .ifPresent(type -> candidates.add(new Candidate(bucket, type, isOwn)));
    }

    // what the rest costs

    /** Prices the units of a slice that nothing covered. */
    private void price(final String band, final Fraction covered, final Fraction left) {
        if (!usage.countsUnits()) {
            priced |= left.signum() > 0;
            return;
        }
        if (charge.accumulator().map(AccumulatorModel::countIncluded).orElse(false)) {
            position = position.plus(covered);
        }
        if (left.signum() > 0) {
            final Optional<Tiers> tiers = usage.tiers(band);
            if (tiers.isPresent()) {
                move(tiers.get(), left);
            } else {
                gross = gross.plus(usage.carried.times(left).over(usage.unitSize()));
                sessionPosition = sessionPosition.plus(left);
            }
        }
    }

    /** What is counted in events or money has one price, by the band of the start. */
    private void priceOnce() {
        final Optional<Tiers> tiers = usage.tiers(usage.startBand);
        if (usage.countsUnits() || event.quantity == 0) {
            return;
        }
        if (tiers.isEmpty()) {
            gross = gross.plus(usage.carried);
            sessionPosition = sessionPosition.plus(usage.carried);
        } else if (tiers.get().source() == QuantitySource.EVENTS) {
            if (priced && sessionPosition.signum() == 0) {
                move(tiers.get(), Fraction.ONE);
            }
        } else if (usage.carried.signum() != 0) {
            move(tiers.get(), usage.carried);
        }
    }

    /** Other metrics than sums: what the accumulator shows after and before. */
    private void priceMeasured() {
        final Fraction quantity = Fraction.of(limit - usage.session.counted());
        final AccumulatorModel model = charge.accumulator().orElseThrow();
        final Accumulated before = accumulated(model);
        if (isLevel()) {
            priceLevel(before);
            return;
        }
        if (quantity.signum() == 0) {
            return;
        }
        final Fraction after =
                switch (model.metric()) {
                    case COUNT -> before.value().plus(usage.session.counted() == 0 ? Fraction.ONE : Fraction.ZERO);
                    case MAXIMUM -> before.value().max(quantity);
                    case LATEST -> event.startMs >= before.latest() ? quantity : before.value();
                    case UNIQUE -> before.value().plus(isNew(model, before) ? Fraction.ONE : Fraction.ZERO);
                    case SUM, TIME_WEIGHTED -> throw new IllegalStateException("metric=" + model.metric());
                };
        move(usage.tiers(usage.startBand).orElseThrow(), after.minus(before.value()));
    }

    private boolean isLevel() {
        return charge.accumulator()
                .filter(model -> model.metric() == Metric.TIME_WEIGHTED)
                .isPresent();
    }

    /** The level counts for the whole seconds to the end of the cycle, unless a later one was there before. */
    private void priceLevel(final Accumulated before) {
        if (event.startMs >= before.latest()) {
            final Fraction held = Fraction.of(usage.cycle.to() - Math.floorDiv(event.startMs, 1000L) * 1000);
            final Fraction length = Fraction.of(usage.cycle.to() - usage.cycle.from());
            final Fraction rise = Fraction.of(event.quantity).minus(before.level());
            move(usage.tiers(usage.startBand).orElseThrow(), rise.times(held).over(length));
        }
    }

    private boolean isNew(final AccumulatorModel model, final Accumulated before) {
        final long value = event.attribute(Symbol.of(model.unique()));
        return value != 0 && !before.seen().contains(value);
    }

    /** Adds f(after) - f(before) of the accumulator, or of the session where there is none. */
    private void move(final Tiers tiers, final Fraction quantity) {
        final boolean accumulates = charge.accumulator().isPresent();
        final Fraction before = accumulates ? position : sessionPosition;
        final ReferenceTiers f = new ReferenceTiers(tiers, account.unit());
        if (f.isBeyondLast(before) || f.isBeyondLast(before.plus(quantity))) {
            beyondLastTier = true;
            return;
        }
        gross = gross.plus(price(f, before.plus(quantity))).minus(price(f, before));
        sessionPosition = usage.measures() ? sessionPosition : sessionPosition.plus(quantity);
        position = accumulates ? position.plus(quantity) : position;
    }

    /** At zero it is the first flat fee, if the cycle's closing has charged that. */
    private Fraction price(final ReferenceTiers f, final Fraction quantity) {
        final boolean flatPaid =
                charge.accumulator().map(model -> accumulated(model).flatPaid()).orElse(false);
        return quantity.signum() == 0 && flatPaid ? f.atZero() : f.price(quantity);
    }

    private void addConnectFee() {
        if (usage.session.counted() == 0 && limit > 0 && !connectFeeCovered) {
            final BigDecimal fee = usage.deckRow().map(DeckRow::connectFee).orElse(charge.connectFee());
            gross = gross.plus(scaled(fee));
        }
    }

    /** The price of a session after its discounts, bounds and rounding; 0 before its first counted unit, not of a level. */
    private Fraction net(final Fraction price, final long counted) {
        if (counted == 0 || isLevel()) {
            return isLevel() ? price : Fraction.ZERO;
        }
        final Fraction capped =
                charge.maximum().map(this::scaled).map(discounted(price)::min).orElse(discounted(price));
        final Fraction raised =
                charge.minimum().map(this::scaled).map(capped::max).orElse(capped);
        return charge.rounding()
                .places()
                .map(places -> raised.rounded(
                        places - account.money.scale(), charge.rounding().mode()))
                .orElse(raised);
    }

    private Fraction discounted(final Fraction price) {
        final Fraction reduced = price.times(Fraction.of(BigDecimal.valueOf(100).subtract(charge.percentOff())))
                .over(Fraction.of(100));
        return reduced.minus(scaled(charge.amountOff()).min(reduced.max(Fraction.ZERO)));
    }

    // who pays the money

    /** Prepaid money first, then the unbilled line where the policy and the credit limit allow it. */
    private boolean pay(final Fraction amount) {
        final LineKey prepaid = line(LineKind.PREPAID);
        final Fraction paidBefore = account.line(prepaid).total();
        final Fraction needed =
                isHold ? amount.ceiling() : paidBefore.plus(amount).floor().minus(paidBefore.floor());
        final List<Bucket> buckets = amount.signum() > 0 ? buckets(true, usage.startBand) : List.of();
        final Fraction held = moneyIn(buckets);
        final boolean enough = held.signum() > 0 && !held.isBelow(needed);
        take(buckets, enough ? needed : held);
        final Fraction rest = enough ? Fraction.ZERO : amount.minus(held);
        onCredit = rest.signum() > 0;
        if (onCredit && buckets.stream().anyMatch(bucket -> pools.isStopped(bucket, Fraction.ONE))) {
            return false;
        }
        if (isHold) {
            credit = onCredit ? rest.ceiling() : Fraction.ZERO;
            return !onCredit || creditIsAllowed();
        }
        charge(prepaid, amount.minus(rest));
        charge(line(LineKind.USAGE), rest);
        return !onCredit || creditIsAllowed();
    }

    /** All that some buckets can pay: found by taking it on a copy, where those of a pool have one cap together. */
    private Fraction moneyIn(final List<Bucket> buckets) {
        if (buckets.stream().noneMatch(bucket -> pools.left(bucket).isPresent())) {
            return buckets.stream().map(bucket -> most(pools, bucket)).reduce(Fraction.ZERO, Fraction::plus);
        }
        final ReferenceAccount copy = account.copy();
        final ReferencePools copied = new ReferencePools(usage, copy);
        Fraction all = Fraction.ZERO;
        for (final Bucket bucket : buckets) {
            final Bucket same = copy.owners.stream()
                    .flatMap(owner -> owner.buckets.stream())
                    .filter(one -> one.id == bucket.id)
                    .findFirst()
                    .orElseThrow();
            final Fraction most = most(copied, same);
            copied.count(same, most);
            all = all.plus(most);
        }
        return all;
    }

    /** Whole units of money that a bucket can pay. */
    private static Fraction most(final ReferencePools pools, final Bucket bucket) {
        final Fraction capped = pools.left(bucket).map(bucket.free()::min).orElse(bucket.free());
        return capped.floor().max(Fraction.ZERO);
    }

    private void take(final List<Bucket> buckets, final Fraction amount) {
        Fraction left = amount;
        for (final Bucket bucket : buckets) {
            final Fraction share = most(pools, bucket).min(left);
            bucket.remaining = bucket.remaining.minus(share);
            pools.count(bucket, share);
            left = left.minus(share);
        }
    }

    /** The event's amount is what the whole scaled units of the line's total move by. */
    private void charge(final LineKey line, final Fraction amount) {
        final Fraction before = account.line(line).total().floor();
        account.charge(line, amount);
        account.eventAmounts =
                account.eventAmounts.plus(account.line(line).total().floor()).minus(before);
    }

    private boolean creditIsAllowed() {
        final Policy policy = charge.overage().policy();
        return event.payer != Payer.PREPAID
                && (policy == Policy.BILL_LATER || policy == Policy.CHARGE_NOW)
                && account.creditLimit
                        .map(creditLimit -> !exposure().isAbove(creditLimit))
                        .orElse(true)
                && capIsAllowed();
    }

    /** A hard cap of the plan: on what its lines come to in the cycle, as billed, with what sessions hold of credit or would. */
    private boolean capIsAllowed() {
        if (usage.plan.cap().filter(CapModel::hard).isEmpty()) {
            return true;
        }
        final Set<String> lines = usage.catalog.charges(usage.plan).stream()
                .map(ChargeModel::line)
                .collect(Collectors.toSet());
        final Fraction spent = account.lines.entrySet().stream()
                .filter(line -> line.getKey().kind() == LineKind.USAGE)
                .filter(line -> line.getKey().cycleFrom() == usage.cycle.from())
                .filter(line -> lines.contains(line.getKey().name()))
                .map(line -> account.rounded(line.getValue().total()).inRange())
                .reduce(account.creditHeld().plus(credit), Fraction::plus);
        return !spent.isAbove(scaled(usage.plan.cap().get().amount()));
    }

    /** What is unbilled, what of documents is not paid, and what sessions hold or would. */
    private Fraction exposure() {
        return account.lines.entrySet().stream()
                .filter(line -> line.getKey().kind() != LineKind.PREPAID)
                .map(line ->
                        line.getValue().total().floor().minus(line.getValue().billed()))
                .reduce(new ReferenceReceivables(account).owed(), Fraction::plus)
                .plus(account.creditHeld())
                .plus(credit);
    }

    private LineKey line(final LineKind kind) {
        return new LineKey(charge.line(), usage.cycle.from(), kind);
    }

    // afterwards

    private void keepAccumulator() {
        charge.accumulator().ifPresent(model -> {
            final Accumulated before = accumulated(model);
            final boolean level = isLevel();
            final boolean latest = (level || limit > usage.session.counted()) && event.startMs >= before.latest();
            final Set<Long> seen = new HashSet<>(before.seen());
            if (limit > usage.session.counted() && isNew(model, before)) {
                seen.add(event.attribute(Symbol.of(model.unique())));
            }
            owner(model)
                    .accumulators
                    .put(
                            key(model),
                            new Accumulated(
                                    position.inRange(),
                                    latest ? event.startMs : before.latest(),
                                    seen,
                                    level && latest ? Fraction.of(event.quantity) : before.level(),
                                    before.flatPaid()));
        });
    }

    private void keepSession() {
        if (event.session == 0 || limit == 0) {
            return;
        }
        final boolean all = limit == usage.counted.counted();
        own.sessions.put(
                event.session,
                new Session(
                        limit,
                        all ? usage.counted.slack() : 0,
                        all ? usage.counted.band() : lastBand(),
                        charge.name(),
                        sessionPosition,
                        isLevel() ? usage.session.gross() : gross,
                        event.startMs));
        if (event.sessionEnds) {
            own.sessions.remove(event.session);
        }
    }

    private String lastBand() {
        final List<Slice> slices = slices();
        return slices.get(slices.size() - 1).band;
    }

    private void issueDocuments() {
        if (onCredit && charge.overage().policy() == Policy.CHARGE_NOW) {
            ReferenceBilling.issue(account, issue(DocumentKind.IMMEDIATE), line(LineKind.USAGE)::equals);
        }
        usage.plan.threshold().ifPresent(threshold -> {
            final boolean mayFire = threshold.recurring() || !account.thresholdFired;
            if (mayFire && !ReferenceBilling.unbilled(account).isBelow(scaled(threshold.amount()))) {
                account.thresholdFired |= ReferenceBilling.issue(
                        account, issue(DocumentKind.THRESHOLD), line -> line.kind() != LineKind.CARRIED);
            }
        });
    }

    private ReferenceBilling.Issue issue(final DocumentKind kind) {
        return new ReferenceBilling.Issue(kind, usage.catalog, event.atMs);
    }

    // what it works with

    private Owner owner(final AccumulatorModel model) {
        return model.pooled() ? account.head() : own;
    }

    private AccumulatorKey key(final AccumulatorModel model) {
        return new AccumulatorKey(model.name(), usage.cycle.from());
    }

    private Accumulated accumulated(final AccumulatorModel model) {
        return owner(model).accumulators.getOrDefault(key(model), Accumulated.NOTHING);
    }

    private Fraction scaled(final BigDecimal amount) {
        return account.scaled(amount);
    }
}
