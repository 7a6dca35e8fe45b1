package io.ratinggrid.rating.reference;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.ProrationModel.Unused;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Subscription;
import io.ratinggrid.rating.reference.ReferenceBilling.Issue;

/** Changes of the subscriptions of one account whose cycles are turned to the time of the command. */
final class ReferenceChanges {
    private final ReferenceAccount account;
    private final ReferenceCatalogs catalogs;
    private final ReferenceBilling billing;
    private final Owner owner;
    private final Command command;
    private final ReferenceCycle cycle;
    private final long time;

    ReferenceChanges(final ReferenceAccount account, final ReferenceCatalogs catalogs, final Command command) {
        this.account = account;
        this.catalogs = catalogs;
        this.command = command;
        billing = new ReferenceBilling(account, catalogs);
        owner = account.owners.get(command.subscriber);
        cycle = account.cycle.orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
        final long asked = command.fromMs == 0 ? command.atMs : command.fromMs;
        time = command.atCycleEnd ? cycle.to() : Math.floorDiv(asked, 1000L) * 1000;
        require(cycle.from() <= time && time <= cycle.to(), ResultCode.INVALID_VALUE);
    }

    void carryOut() {
        switch (command.type) {
            case CHANGE_PLAN -> change();
            case CANCEL -> cancel();
            case PAUSE -> pause();
            default -> resume();
        }
    }

    private void change() {
        final String name = command.text.isEmpty() ? command.name : command.text;
        final boolean same = name.equals(command.name);
        final PlanModel plan = plan(name);
        final Subscription old = holding(command.name).orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
        final long quantity = command.quantity == 0 ? old.quantity() : command.quantity;
        require(!same || quantity != old.quantity(), ResultCode.INVALID_VALUE);
        require(!same || command.grantAmounts.isEmpty(), ResultCode.INVALID_VALUE);
        final Map<String, Fraction> amounts = same ? old.amounts() : billing.amounts(command, plan, catalogs.at(time));
        require(same || holding(name).isEmpty(), ResultCode.ALREADY_EXISTS);
        final Optional<PlanModel> credited = end(old, old.endedAt(time));
        final Subscription next = new Subscription(name, time, old.until(), quantity, same, amounts);
        final boolean charged = begin(same ? next.countedFrom(old.countedFrom()) : next, grant -> !same);
        if ((charged || credited.isPresent()) && !isLater(plan)) {
            settle(credited);
        }
    }

    private void cancel() {
        final Optional<Subscription> holding = holding(command.name);
        if (holding.isPresent()) {
            stop(holding.get(), holding.get().endedAt(time));
        } else {
            final Subscription paused = paused();
            replace(paused, paused.notPaused());
        }
    }

    private void pause() {
        require(time < cycle.to(), ResultCode.INVALID_VALUE);
        final Subscription old = holding(command.name).orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
        stop(old, old.endedAt(time).pausedUntil(old.until()));
    }

    private void resume() {
        final PlanModel plan = plan(command.name);
        final Subscription old = paused();
        require(holding(command.name).isEmpty(), ResultCode.ALREADY_EXISTS);
        final long until = old.resumable().orElseThrow();
        require(old.until() <= time && time < until, ResultCode.INVALID_VALUE);
        replace(old, old.notPaused());
        final boolean missed = old.until() < cycle.from();
        final boolean charged = begin(
                new Subscription(command.name, time, until, old.quantity(), true, old.amounts())
                        .countedFrom(old.countedFrom()),
                everyCycle -> everyCycle && missed);
        if (charged && !isLater(plan)) {
            settle(Optional.empty());
        }
    }

    private void stop(final Subscription old, final Subscription stopped) {
        end(old, stopped).filter(plan -> !isLater(plan)).ifPresent(plan -> settle(Optional.of(plan)));
    }

    /** Puts a subscription in the place of one that it ends, and gives back what it has in advance. */
    private Optional<PlanModel> end(final Subscription old, final Subscription ended) {
        final long charged = Math.max(cycle.from(), old.from());
        final Optional<PlanModel> advance = catalogs.at(charged)
                .plan(old.plan())
                .filter(plan -> time < cycle.to() && plan.inAdvance())
                .filter(plan -> plan.fee().signum() > 0 && plan.proration().isPresent());
        boolean isEarly = false;
        if (advance.isPresent()) {
            final boolean waits = account.closedUntil < cycle.from() && old.from() < cycle.from();
            isEarly = waits && old.chargedEarly() != cycle.from();
            credit(advance.get(), old, isEarly);
        }
        replace(old, isEarly ? ended.chargedEarly(cycle.from()) : ended);
        return advance;
    }

    private void credit(final PlanModel plan, final Subscription old, final boolean isEarly) {
        final ReferenceProration proration = new ReferenceProration(account, cycle);
        if (isEarly) {
            account.charge(line(plan, LineKind.FEE), proration.fee(plan, old, old.from()));
        }
        final Unused unused = plan.proration().orElseThrow().unused();
        if (unused != Unused.KEEP) {
            final LineKind kind = unused == Unused.CARRY ? LineKind.CARRIED : LineKind.CREDIT;
            account.charge(line(plan, kind), proration.fee(plan, old, time).negated());
        }
    }

    private boolean begin(final Subscription subscription, final Predicate<Boolean> granted) {
        owner.subscriptions.add(subscription);
        if (time == cycle.to()) {
            return false;
        }
        billing.grant(owner, subscription, granted);
        return billing.chargeFirst(subscription);
    }

    private void settle(final Optional<PlanModel> credited) {
        final Predicate<LineKey> fees = key -> key.kind() == LineKind.FEE || key.kind() == LineKind.CREDIT;
        ReferenceBilling.issue(account, new Issue(DocumentKind.CHANGE, catalogs.at(time), command.atMs), fees);
        if (credited.filter(plan -> plan.proration().orElseThrow().unused() == Unused.REFUND)
                .isPresent()) {
            ReferenceBilling.issue(account, new Issue(DocumentKind.REFUND, catalogs.at(time), command.atMs), fees);
        }
    }

    private void replace(final Subscription old, final Subscription by) {
        owner.subscriptions.set(owner.subscriptions.indexOf(old), by);
    }

    private LineKey line(final PlanModel plan, final LineKind kind) {
        return new LineKey(plan.feeLine(), cycle.from(), kind);
    }

    private PlanModel plan(final String name) {
        return catalogs.at(time).plan(name).orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
    }

    private Optional<Subscription> holding(final String plan) {
        return owner.subscriptions.stream()
                .filter(subscription -> subscription.plan().equals(plan) && subscription.holdsAt(time))
                .findFirst();
    }

    private Subscription paused() {
        return owner.subscriptions.stream()
                .filter(subscription -> subscription.plan().equals(command.name))
                .filter(subscription -> subscription.resumable().isPresent())
                .findFirst()
                .orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
    }

    static boolean isLater(final PlanModel plan) {
        return plan.proration().isPresent() && plan.proration().get().later();
    }

    static boolean isChange(final CommandType type) {
        return type == CommandType.CHANGE_PLAN
                || type == CommandType.CANCEL
                || type == CommandType.PAUSE
                || type == CommandType.RESUME;
    }

    private static void require(final boolean condition, final ResultCode otherwise) {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
