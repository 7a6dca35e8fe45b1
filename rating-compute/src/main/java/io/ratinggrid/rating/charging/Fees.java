package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.catalog.model.ProrationModel.Unused;
import io.ratinggrid.rating.effect.EffectKind;

/** Recurring fees of subscriptions and what is given back of them, put on lines and applied. Reused; one thread. */
final class Fees {
    private final Documents documents;
    private final Proration proration = new Proration();

    Fees(final Documents documents) {
        this.documents = documents;
    }

    /** The fee in advance of the cycle in which a subscription begins, with a document of every fee that is due. */
    void begin(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final int slot,
            final Catalog catalog,
            final long atMs) {
        if (chargeFirst(stage, account, record, slot, catalog)) {
            documents.issueAll(stage, account, catalog, DocumentKind.START, atMs, 0);
        }
    }

    /** The fee in advance of the cycle in which a subscription begins; false if there is none. */
    boolean chargeFirst(
            final Stage stage, final Account account, final StateRecord record, final int slot, final Catalog catalog) {
        final long cycle = Cycles.cycleOf(account, SubscriptionSlot.from(record, slot) * 1000);
        return chargeAdvance(stage, account, record, slot, catalog, cycle);
    }

    /** The fee in advance of the cycle that starts at {@code cycle}, by its catalog; false if there is none. */
    boolean chargeAdvance(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final int slot,
            final Catalog catalog,
            final long cycle) {
        final Plan plan = catalog.plan(SubscriptionSlot.plan(record, slot));
        if (plan == null || plan.fee() == 0 || !plan.model().inAdvance()) {
            return false;
        }
        final long from = SubscriptionSlot.from(record, slot);
        final long until = SubscriptionSlot.until(record, slot);
        return charge(
                stage,
                account,
                plan,
                cycle,
                LineSlot.FEE,
                fee(account, record, slot, plan, catalog, cycle, from, until));
    }

    /** The fee in arrears of a cycle that ends, by the catalog that it ended with. */
    void chargeArrears(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final int slot,
            final Catalog past,
            final long cycleFrom,
            final long cycleTo) {
        final Plan plan = past.plan(SubscriptionSlot.plan(record, slot));
        if (plan == null || plan.fee() == 0 || plan.model().inAdvance()) {
            return;
        }
        final long from = SubscriptionSlot.from(record, slot);
        final long until = SubscriptionSlot.until(record, slot);
        final boolean isDue = plan.model().proration().isPresent()
                ? from < cycleTo && until > cycleFrom
                : SubscriptionSlot.holdsAt(record, slot, cycleTo * 1000 - 1);
        if (isDue) {
            charge(
                    stage,
                    account,
                    plan,
                    cycleFrom,
                    LineSlot.FEE,
                    fee(account, record, slot, plan, past, cycleFrom, from, until));
        }
    }

    /**
     * Gives back what a subscription has in advance of the current cycle from {@code at} seconds on, before its end is moved
     * there, by the catalog that the fee is charged by.
     *
     * @return the plan as that catalog has it if it prorates a fee in advance, else null
     */
    Plan credit(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final int slot,
            final CatalogHistory catalogs,
            final long at) {
        final long cycle = AccountSlot.cycleFrom(account.head());
        final long from = SubscriptionSlot.from(record, slot);
        final Catalog catalog = catalogs.at(Math.max(from, cycle) * 1000);
        final Plan plan = catalog.plan(SubscriptionSlot.plan(record, slot));
        if (plan == null
                || plan.fee() == 0
                || !plan.model().inAdvance()
                || plan.model().proration().isEmpty()
                || at >= AccountSlot.cycleTo(account.head())) {
            return null;
        }
        chargeEarly(stage, account, record, slot, catalog, cycle);
        final Unused unused = plan.model().proration().get().unused();
        if (unused != Unused.KEEP) {
            final long until = SubscriptionSlot.until(record, slot);
            final int carried = unused == Unused.CARRY ? LineSlot.CARRIED : 0;
            final long given = fee(account, record, slot, plan, catalog, cycle, at, until);
            charge(stage, account, plan, cycle, LineSlot.FEE | LineSlot.CREDIT | carried, Math.negateExact(given));
        }
        return plan;
    }

    /** What the closing of the cycle before would charge, if it is still to come. */
    private void chargeEarly(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final int slot,
            final Catalog catalog,
            final long cycle) {
        if (SubscriptionSlot.from(record, slot) < cycle
                && AccountSlot.closedUntil(account.head()) < cycle
                && SubscriptionSlot.chargedEarly(record, slot) != cycle) {
            chargeAdvance(stage, account, record, slot, catalog, cycle);
            stage.put(EffectKind.FEE_CHARGED_EARLY)
                    .field(record.ordinal())
                    .field(slot)
                    .field(cycle);
            stage.apply();
        }
    }

    /** Issues what is due after a change of subscriptions, as the plan that says so has it: null says nothing. */
    void settle(final Stage stage, final Account account, final Catalog catalog, final Plan credited, final long atMs) {
        documents.issueAll(stage, account, catalog, DocumentKind.CHANGE, atMs, 0);
        if (credited != null
                && credited.model().proration().map(ProrationModel::unused).orElse(Unused.KEEP) == Unused.REFUND) {
            documents.refund(stage, account, catalog, atMs);
        }
    }

    static boolean isLater(final Plan plan) {
        return plan.model().proration().map(ProrationModel::later).orElse(false);
    }

    private long fee(
            final Account account,
            final StateRecord record,
            final int slot,
            final Plan plan,
            final Catalog catalog,
            final long cycle,
            final long from,
            final long until) {
        return proration
                .in(Cycles.zone(account), cycle, Cycles.endOf(account, cycle))
                .discounted(isDiscounted(account, record, slot, plan, cycle))
                .fee(plan, SubscriptionSlot.quantity(record, slot), catalog.money(), from, until);
    }

    /** True in the first cycles of a subscription, counted from the one that it, or what it goes on from, began in. */
    private static boolean isDiscounted(
            final Account account, final StateRecord record, final int slot, final Plan plan, final long cycle) {
        if (plan.model().discount().isEmpty()) {
            return false;
        }
        final int cycles = plan.model().discount().get().cycles();
        int past = 0;
        long other = Cycles.cycleOf(account, SubscriptionSlot.countedFrom(record, slot) * 1000);
        while (other < cycle && past < cycles) {
            other = Cycles.endOf(account, other);
            past++;
        }
        return cycles == 0 || past < cycles;
    }

    private static boolean charge(
            final Stage stage,
            final Account account,
            final Plan plan,
            final long cycle,
            final int flags,
            final long amount) {
        if (amount == 0) {
            return false;
        }
        Lines.charge(stage, account.head(), plan.feeLine(), cycle, flags, amount);
        return true;
    }
}
