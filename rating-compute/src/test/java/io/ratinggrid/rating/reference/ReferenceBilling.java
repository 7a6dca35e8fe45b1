package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.BucketModel.Rollover;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PlanModel.GrantModel;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.GrantAmount;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.reference.ReferenceAccount.Accumulated;
import io.ratinggrid.rating.reference.ReferenceAccount.AccumulatorKey;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.Document;
import io.ratinggrid.rating.reference.ReferenceAccount.DocumentLine;
import io.ratinggrid.rating.reference.ReferenceAccount.Line;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Statement;
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

    /** What a document of every unbilled line would come to, but for credits that wait for the one of the cycle. */
    static Fraction unbilled(final ReferenceAccount account) {
        return account.lines.keySet().stream()
                .filter(line -> line.kind() != LineKind.CARRIED)
                .map(line -> due(account, line))
                .reduce(Fraction.ZERO, Fraction::plus)
                .inRange();
    }

    /** A line's total so far less what documents have billed; what was prepaid is never due. */
    private static Fraction due(final ReferenceAccount account, final LineKey key) {
        final Line line = account.line(key);
        return key.kind() == LineKind.PREPAID
                ? Fraction.ZERO
                : account.rounded(line.total()).inRange().minus(line.billed()).inRange();
    }

    /** Why and when a document is issued, and the catalog that says how it is to be paid. */
    record Issue(DocumentKind kind, ReferenceCatalog catalog, long time) {}

    /** Issues a document of the lines that are wanted, if it comes to more than zero; else they wait, and this is false. */
    static boolean issue(final ReferenceAccount account, final Issue issue, final Predicate<LineKey> wanted) {
        final List<DocumentLine> lines = account.lines.keySet().stream()
                .filter(wanted)
                .map(key -> new DocumentLine(key, due(account, key)))
                .filter(line -> line.amount().signum() != 0)
                .toList();
        final Document document = new Document(issue.kind, lines);
        final boolean isRefund = issue.kind == DocumentKind.REFUND;
        final ReferenceReceivables receivables = new ReferenceReceivables(account);
        if (document.total().signum() != (isRefund ? -1 : 1) || !isRefund && !receivables.hasRoom(issue.catalog)) {
            return false;
        }
        account.add(document);
        lines.forEach(line -> bill(account, line));
        receivables.issued(issue.catalog, issue.time);
        return true;
    }

    /** Takes back an amount on a line, or, without one, what usage has come to below what was billed. */
    static void credit(
            final ReferenceAccount account, final Issue issue, final int number, final Optional<DocumentLine> given) {
        if (!account.known.containsKey(number)) {
            throw new Refusal(ResultCode.UNKNOWN_NAME);
        }
        final List<DocumentLine> lines = given.map(List::of).orElseGet(() -> account.lines.keySet().stream()
                .filter(key -> key.kind() == LineKind.USAGE || key.kind() == LineKind.SPEND)
                .map(key -> new DocumentLine(key, due(account, key)))
                .filter(line -> line.amount().signum() < 0)
                .toList());
        final Document note = new Document(DocumentKind.CREDIT_NOTE, lines);
        final Fraction amount = note.total().negated();
        final Fraction left = account.documents.get(number - 1).total().minus(account.known.get(number));
        if (amount.signum() <= 0 || amount.isAbove(left)) {
            throw new Refusal(ResultCode.INVALID_VALUE);
        }
        given.ifPresent(line -> account.charge(line.line(), line.amount()));
        account.add(note);
        lines.forEach(line -> bill(account, line));
        account.known.computeIfPresent(number, (key, credited) -> credited.plus(amount));
        new ReferenceReceivables(account).credited(issue.catalog, number, amount);
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
        final Bucket granted = new Bucket(++account.lastBucket, type.name(), from, end, cycles, amount);
        holder.buckets.add(granted);
        if (type.repays()) {
            repay(holder, granted, from);
        }
    }

    /** In whole units. */
    private static void repay(final Owner holder, final Bucket granted, final long from) {
        for (final Bucket owed : holder.inOrderOfExpiry(granted.type, from)) {
            final Fraction wanted = owed.remaining.negated();
            final Fraction amount = (wanted.isAbove(granted.remaining) ? granted.remaining : wanted).floor();
            if (amount.signum() > 0) {
                granted.remaining = granted.remaining.minus(amount);
                owed.remaining = owed.remaining.plus(amount);
            }
        }
    }

    /** With the cycle: the current one, or the one that holds {@code from} where that is later or none is open. */
    private long end(final BucketModel type, final long from) {
        if (type.validity().cycle()) {
            final long current = account.cycle.map(ReferenceCycle::to).orElse(0L);
            return from < current ? current : cycleOf(from).to();
        }
        return type.validity().days() == 0
                ? ReferenceAccount.NEVER
                : ReferenceCycle.midnightAfter(from, type.validity().days(), account.zone);
    }

    private ReferenceCycle cycleOf(final long time) {
        return ReferenceCycle.at(time, account.zone, account.cycleRule);
    }

    private void grant(
            final Owner owner,
            final PlanModel plan,
            final Subscription subscription,
            final ReferenceCatalog catalog,
            final long from,
            final Predicate<GrantModel> wanted) {
        for (final GrantModel grant : plan.grants()) {
            if (wanted.test(grant)) {
                final BucketModel type = catalog.bucket(grant.bucket()).orElseThrow();
                final Fraction planned = type.money() ? account.scaled(grant.amount()) : Fraction.of(grant.amount());
                final Fraction amount = subscription.amounts().getOrDefault(type.name(), planned);
                grant(owner, type, amount, from, Optional.empty());
            }
        }
    }

    // subscribing

    /** What a command grants of buckets in place of what a plan says. */
    Map<String, Fraction> amounts(final Command command, final PlanModel plan, final ReferenceCatalog catalog) {
        final Map<String, Fraction> amounts = new HashMap<>();
        for (final GrantAmount amount : command.grantAmounts) {
            require(plan.grants().stream().anyMatch(grant -> grant.bucket().equals(amount.bucket())));
            final Fraction decimal = Fraction.of(BigDecimal.valueOf(amount.unscaled(), amount.decimals()));
            final boolean money = catalog.bucket(amount.bucket()).orElseThrow().money();
            final Fraction value =
                    money ? Fraction.of(decimal.times(account.unit()).exactLong()) : Fraction.of(amount.unscaled());
            require(value.signum() > 0);
            require(amounts.put(amount.bucket(), value) == null);
        }
        return amounts;
    }

    private static void require(final boolean condition) {
        if (!condition) {
            throw new Refusal(ResultCode.INVALID_VALUE);
        }
    }

    /** A subscription whose start the current cycle does not reach begins when its cycle opens. */
    void subscribe(final Owner owner, final Subscription subscription, final long time) {
        if (account.cycle.isEmpty()) {
            account.cycle = Optional.of(cycleOf(subscription.from()));
            account.closedUntil = account.cycle.get().from();
        }
        owner.subscriptions.add(subscription);
        if (subscription.from() < account.cycle.get().to()) {
            begin(owner, subscription);
            chargeFirstFee(subscription, time);
        }
    }

    private void begin(final Owner owner, final Subscription subscription) {
        grant(owner, subscription, everyCycle -> everyCycle || !subscription.continued());
    }

    /** Grants what a subscription begins with: {@code wanted} is asked whether a grant is every cycle's. */
    void grant(final Owner owner, final Subscription subscription, final Predicate<Boolean> wanted) {
        final ReferenceCatalog catalog = catalogs.at(subscription.from());
        catalog.plan(subscription.plan())
                .ifPresent(plan -> grant(
                        owner,
                        plan,
                        subscription,
                        catalog,
                        subscription.from(),
                        grant -> wanted.test(grant.everyCycle())));
    }

    /** The first fee of a plan that is paid in advance, with a document of every fee that is due. */
    private void chargeFirstFee(final Subscription subscription, final long time) {
        if (chargeFirst(subscription)) {
            final Issue issue = new Issue(DocumentKind.START, catalogs.at(subscription.from()), time);
            issue(account, issue, line -> line.kind() == LineKind.FEE || line.kind() == LineKind.CREDIT);
        }
    }

    /** The first fee of a plan that is paid in advance; false if there is none. */
    boolean chargeFirst(final Subscription subscription) {
        return plan(subscription, subscription.from())
                .filter(PlanModel::inAdvance)
                .map(plan -> charge(plan, subscription, cycleOf(subscription.from())))
                .orElse(false);
    }

    /** Charges what a subscription costs in a cycle; false if that is nothing. */
    private boolean charge(final PlanModel plan, final Subscription subscription, final ReferenceCycle cycle) {
        final Fraction fee = new ReferenceProration(account, cycle).fee(plan, subscription, subscription.from());
        account.charge(fee(plan, cycle), fee);
        return fee.signum() > 0;
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
        final ReferenceCycle next = ended.next(account.zone, account.cycleRule);
        final ReferenceCatalog catalog = catalogs.at(next.from());
        state(catalog, ended);
        for (final Owner owner : account.owners) {
            for (final Bucket bucket : List.copyOf(owner.buckets)) {
                if (!bucket.ended && ends(bucket, ended)) {
                    bucket.ended = true;
                    rollOver(owner, bucket, rolledOver(bucket, catalog), next);
                } else if (!bucket.ended) {
                    bucket.begun = bucket.left();
                    bucket.carried = true;
                }
            }
        }
        account.cycle = Optional.of(next);
        account.thresholdFired = false;
        for (final Owner owner : account.owners) {
            for (final Subscription subscription : owner.subscriptions) {
                if (begins(subscription, next)) {
                    begin(owner, subscription);
                } else if (subscription.holdsAt(next.from())) {
                    catalog.plan(subscription.plan())
                            .ifPresent(plan ->
                                    grant(owner, plan, subscription, catalog, next.from(), GrantModel::everyCycle));
                }
            }
        }
        account.owners.forEach(owner -> carryLevels(owner, catalog, ended, next));
        account.owners.stream()
                .flatMap(owner -> owner.subscriptions.stream())
                .filter(subscription -> begins(subscription, next))
                .forEach(subscription -> chargeFirstFee(subscription, subscription.from()));
    }

    /** A level goes on, and is charged for as if it held all of the next cycle, where a plan has a charge for it. */
    private void carryLevels(
            final Owner owner, final ReferenceCatalog catalog, final ReferenceCycle ended, final ReferenceCycle next) {
        for (final AccumulatorKey key : List.copyOf(owner.accumulators.keySet())) {
            final Fraction level = owner.accumulators.get(key).level();
            if (key.cycleFrom() == ended.from() && level.signum() > 0) {
                charge(owner, key.name(), catalog, next.from()).ifPresent(charge -> {
                    final Tiers tiers = (Tiers) charge.pricing().get("");
                    account.charge(
                            new LineKey(charge.line(), next.from(), LineKind.USAGE),
                            new ReferenceTiers(tiers, account.unit()).price(level));
                    owner.accumulators.put(
                            new AccumulatorKey(key.name(), next.from()),
                            new Accumulated(level, next.from() - 1, Set.of(), level, false));
                });
            }
        }
    }

    /** A late level goes on into the cycles behind its own, until one in which a later level is known. */
    void carryLate(final Owner owner, final String accumulator, final ReferenceCycle own) {
        final Fraction level = owner.accumulators
                .get(new AccumulatorKey(accumulator, own.from()))
                .level();
        ReferenceCycle cycle = own.next(account.zone, account.cycleRule);
        while (cycle.from() <= account.cycle.orElseThrow().from()) {
            final AccumulatorKey key = new AccumulatorKey(accumulator, cycle.from());
            final Accumulated before = owner.accumulators.getOrDefault(key, Accumulated.NOTHING);
            final Optional<ChargeModel> charge = charge(owner, accumulator, catalogs.at(cycle.from()), cycle.from());
            if (before.latest() >= cycle.from() || charge.isEmpty()) {
                return;
            }
            final ReferenceTiers f =
                    new ReferenceTiers((Tiers) charge.get().pricing().get(""), account.unit());
            account.charge(
                    new LineKey(charge.get().line(), cycle.from(), LineKind.USAGE),
                    f.price(level).minus(f.price(before.level())));
            owner.accumulators.put(key, new Accumulated(level, cycle.from() - 1, Set.of(), level, false));
            cycle = cycle.next(account.zone, account.cycleRule);
        }
    }

    /** The charge for a level: of the owner's plans, then the account's, then of any line's for a pool. */
    private Optional<ChargeModel> charge(
            final Owner owner, final String accumulator, final ReferenceCatalog catalog, final long time) {
        final List<Owner> payers = new ArrayList<>(List.of(owner));
        payers.addAll(account.owners);
        for (final Owner payer : payers) {
            final Optional<ChargeModel> found = payer.subscriptions.stream()
                    .filter(subscription -> subscription.holdsAt(time))
                    .flatMap(subscription -> catalog.plan(subscription.plan()).stream())
                    .sorted(Comparator.comparing(PlanModel::priority))
                    .flatMap(plan -> catalog.charges(plan).stream())
                    .filter(ReferenceBilling::isLevel)
                    .filter(charge -> charge.accumulator().orElseThrow().name().equals(accumulator))
                    .filter(charge -> charge.accumulator().orElseThrow().pooled()
                            ? owner == account.head()
                            : payer == owner || payer == account.head())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    static boolean isLevel(final ChargeModel charge) {
        return charge.accumulator()
                .filter(model -> model.metric() == Metric.TIME_WEIGHTED)
                .isPresent();
    }

    private static boolean begins(final Subscription subscription, final ReferenceCycle cycle) {
        return cycle.from() <= subscription.from()
                && subscription.from() < cycle.to()
                && subscription.from() < subscription.until();
    }

    /** A statement with a line of each type of bucket; none if there is no bucket. */
    private void state(final ReferenceCatalog catalog, final ReferenceCycle cycle) {
        final Map<String, List<Bucket>> types = account.owners.stream()
                .flatMap(owner -> owner.buckets.stream())
                .filter(bucket -> !bucket.ended)
                .collect(Collectors.groupingBy(bucket -> bucket.type));
        account.lastStatement += types.isEmpty() ? 0 : 1;
        types.forEach((type, buckets) -> account.statements.add(new Statement(
                account.lastStatement,
                cycle,
                type,
                sum(buckets, bucket -> bucket.carried ? bucket.begun : Fraction.ZERO),
                sum(buckets, bucket -> bucket.carried ? Fraction.ZERO : bucket.begun),
                sum(buckets, bucket -> bucket.begun.minus(bucket.left())),
                sum(
                        buckets,
                        bucket ->
                                ends(bucket, cycle) ? bucket.left().minus(rolledOver(bucket, catalog)) : Fraction.ZERO),
                sum(buckets, bucket -> ends(bucket, cycle) ? rolledOver(bucket, catalog) : Fraction.ZERO),
                sum(buckets, bucket -> ends(bucket, cycle) ? Fraction.ZERO : bucket.left()))));
    }

    private static boolean ends(final Bucket bucket, final ReferenceCycle cycle) {
        return bucket.until <= cycle.to();
    }

    private static Fraction sum(final List<Bucket> buckets, final Function<Bucket, Fraction> part) {
        return buckets.stream().map(part).reduce(Fraction.ZERO, Fraction::plus).inRange();
    }

    /** What of an ended bucket goes into the next cycle: whole units, up to the rollover's maximum. */
    private static Fraction rolledOver(final Bucket bucket, final ReferenceCatalog catalog) {
        final Optional<Rollover> rollover = catalog.bucket(bucket.type).flatMap(BucketModel::rollover);
        if (rollover.isEmpty() || bucket.cyclesLeft == 0) {
            return Fraction.ZERO;
        }
        final Fraction maximum = Fraction.of(rollover.get().maximum());
        return bucket.free().floor().min(maximum).max(Fraction.ZERO);
    }

    private void rollOver(final Owner owner, final Bucket bucket, final Fraction amount, final ReferenceCycle next) {
        bucket.remaining = bucket.remaining.minus(amount);
        if (amount.signum() > 0) {
            final Bucket rolled = new Bucket(
                    ++account.lastBucket, bucket.type, next.from(), next.to(), bucket.cyclesLeft - 1, amount);
            rolled.carried = true;
            owner.buckets.add(rolled);
        }
    }

    /** The oldest cycle that is not closed, if it has ended at a time and its grace too. */
    Optional<ReferenceCycle> closable(final long time) {
        return account.cycle
                .map(current -> ReferenceCycle.at(account.closedUntil, account.zone, account.cycleRule))
                .filter(oldest -> oldest.to() <= time)
                .filter(oldest -> oldest.to() + grace(oldest) <= time);
    }

    private long grace(final ReferenceCycle cycle) {
        return catalogs.at(cycle.to() - 1).model.grace().toMillis();
    }

    void close(final ReferenceCycle cycle, final long time) {
        final ReferenceCycle next = cycle.next(account.zone, account.cycleRule);
        for (final Owner owner : account.owners) {
            for (final Subscription subscription : owner.subscriptions) {
                chargeFees(subscription, cycle, next);
            }
            chargeFlatFees(owner, cycle);
        }
        if (catalogs.starts().stream().anyMatch(start -> start < cycle.from())) {
            settleSpending(ReferenceCycle.at(cycle.from() - 1, account.zone, account.cycleRule), true);
        }
        settleSpending(cycle, false);
        final Issue issue = new Issue(DocumentKind.CYCLE, catalogs.at(cycle.to()), time);
        issue(account, issue, line -> line.cycleFrom() <= cycle.from() || line.kind() != LineKind.USAGE);
        forget(cycle);
        account.closedUntil = cycle.to();
    }

    /** What plans make of what was spent in a cycle; in one that is closed, if there was one, where anything is known of it. */
    private void settleSpending(final ReferenceCycle cycle, final boolean isClosed) {
        final long lastInstant = cycle.to() - 1;
        for (final Owner owner : account.owners) {
            for (final Subscription subscription : owner.subscriptions) {
                if (subscription.holdsAt(lastInstant)) {
                    plan(subscription, lastInstant)
                            .filter(plan -> plan.spend().isPresent())
                            .ifPresent(plan -> settleSpending(plan, catalogs.at(lastInstant), cycle, isClosed));
                }
            }
        }
    }

    private void settleSpending(
            final PlanModel plan, final ReferenceCatalog catalog, final ReferenceCycle cycle, final boolean isClosed) {
        final Set<String> lines =
                catalog.charges(plan).stream().map(ChargeModel::line).collect(Collectors.toSet());
        final Fraction spent = account.lines.entrySet().stream()
                .filter(line -> line.getKey().kind() == LineKind.USAGE)
                .filter(line -> line.getKey().cycleFrom() == cycle.from())
                .filter(line -> lines.contains(line.getKey().name()))
                .map(line -> account.rounded(line.getValue().total()).inRange())
                .reduce(Fraction.ZERO, Fraction::plus)
                .inRange();
        final SpendModel spend = plan.spend().orElseThrow();
        final LineKey key = new LineKey(spend.line(), cycle.from(), LineKind.SPEND);
        final Fraction before = account.line(key).total();
        if (!isClosed || spent.signum() != 0 || before.signum() != 0) {
            account.charge(key, charged(spend, spent).minus(spent).inRange().minus(before));
        }
    }

    private Fraction charged(final SpendModel spend, final Fraction spent) {
        Fraction charged = spent;
        Fraction from = Fraction.ZERO;
        for (final SpendModel.SpendTier tier : spend.discount()) {
            final Fraction to = tier.upTo().map(account::scaled).map(spent::min).orElse(spent);
            final Fraction share = Fraction.of(tier.percent()).over(Fraction.of(100));
            charged = charged.minus(to.minus(from).max(Fraction.ZERO).times(share));
            from = from.max(to);
        }
        charged = spend.maximum().map(account::scaled).map(charged::min).orElse(charged);
        charged = spend.minimum().map(account::scaled).map(charged::max).orElse(charged);
        return account.rounded(charged).inRange();
    }

    /** In advance the fee of the next cycle, in arrears of this one. */
    private void chargeFees(final Subscription subscription, final ReferenceCycle cycle, final ReferenceCycle next) {
        final long lastInstant = cycle.to() - 1;
        plan(subscription, cycle.to())
                .filter(plan -> plan.inAdvance() && subscription.from() < cycle.to())
                .filter(plan -> subscription.holdsAt(cycle.to()))
                .filter(plan -> subscription.chargedEarly() != cycle.to())
                .ifPresent(plan -> charge(plan, subscription, next));
        plan(subscription, lastInstant)
                .filter(plan -> !plan.inAdvance())
                .filter(plan -> plan.proration().isPresent()
                        ? subscription.from() < cycle.to() && cycle.from() < subscription.until()
                        : subscription.holdsAt(lastInstant))
                .ifPresent(plan -> charge(plan, subscription, cycle));
    }

    private Optional<PlanModel> plan(final Subscription subscription, final long time) {
        return catalogs.at(time).plan(subscription.plan());
    }

    /** The first flat fee of tiers on an accumulator that nothing has moved, once for each accumulator. */
    private void chargeFlatFees(final Owner owner, final ReferenceCycle cycle) {
        final long lastInstant = cycle.to() - 1;
        for (final Subscription subscription : owner.subscriptions) {
            if (subscription.holdsAt(lastInstant)) {
                plan(subscription, lastInstant).stream()
                        .flatMap(plan -> catalogs.at(lastInstant).charges(plan).stream())
                        .filter(ChargeModel::flatAtZero)
                        .forEach(charge -> chargeFlatFee(owner, charge, cycle));
            }
        }
    }

    private void chargeFlatFee(final Owner owner, final ChargeModel charge, final ReferenceCycle cycle) {
        if (charge.accumulator().isEmpty()
                || isLevel(charge)
                || !(charge.pricing().get("") instanceof Tiers tiers)) {
            return;
        }
        final AccumulatorModel model = charge.accumulator().get();
        final Owner holder = model.pooled() ? account.head() : owner;
        final AccumulatorKey key = new AccumulatorKey(model.name(), cycle.from());
        final Accumulated accumulated = holder.accumulators.getOrDefault(key, Accumulated.NOTHING);
        final Fraction flat = new ReferenceTiers(tiers, account.unit()).atZero();
        if (flat.signum() != 0 && accumulated.value().signum() == 0 && !accumulated.flatPaid()) {
            account.charge(new LineKey(charge.line(), cycle.from(), LineKind.USAGE), flat);
            holder.accumulators.put(
                    key, new Accumulated(Fraction.ZERO, accumulated.latest(), accumulated.seen(), Fraction.ZERO, true));
        }
    }

    /** Forgets what no event can reach any more; what is still to be billed stays. */
    private void forget(final ReferenceCycle closed) {
        for (final Owner owner : account.owners) {
            owner.buckets.removeIf(bucket -> bucket.ended && bucket.held.signum() == 0 && bucket.until <= closed.to());
            owner.sessions.values().removeIf(session -> session.at() < closed.from());
            owner.accumulators.keySet().removeIf(key -> key.cycleFrom() < closed.from());
            owner.poolDraws.keySet().removeIf(key -> key.cycleFrom() < closed.from());
        }
        final List<LineKey> settled = new ArrayList<>(account.lines.keySet());
        settled.removeIf(
                key -> key.cycleFrom() >= closed.from() || due(account, key).signum() != 0);
        settled.forEach(account.lines::remove);
    }
}
