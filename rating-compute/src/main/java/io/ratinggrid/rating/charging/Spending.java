package io.ratinggrid.rating.charging;

import java.math.RoundingMode;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Sets what plans make more or less of what was spent in a cycle (docs/RATING.md, "What is spent in a cycle"). What it sets is
 * absolute, so that it may be set again after late usage. Reused; one thread.
 */
final class Spending {
    private final ExactAmount amount = new ExactAmount();
    private final WideSum sum = new WideSum();

    /**
     * For every plan that holds at the last instant of the cycle [{@code from}, {@code to}), seconds, by the catalog of that
     * instant.
     *
     * @param corrects true: the cycle is closed, if there was one; nothing is set where nothing was spent nor set
     */
    void settle(
            final Stage stage,
            final Account account,
            final Catalog past,
            final long from,
            final long to,
            final boolean corrects) {
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (record.kind(slot) == SlotKind.SUBSCRIPTION
                        && SubscriptionSlot.holdsAt(record, slot, to * 1000 - 1)) {
                    final Plan plan = past.plan(SubscriptionSlot.plan(record, slot));
                    if (plan != null && plan.spend() != null) {
                        settle(stage, account.head(), past, plan, from, corrects);
                    }
                }
            }
        }
    }

    private void settle(
            final Stage stage,
            final StateRecord head,
            final Catalog past,
            final Plan plan,
            final long from,
            final boolean corrects) {
        final long unit = past.money().scaledPerMinor();
        final long spent = spent(head, plan, from, unit);
        final int slot = LineSlot.find(head, plan.spend().line(), from, LineSlot.SPEND);
        final long before = slot < 0 ? 0 : LineSlot.whole(head, slot);
        if (corrects && spent == 0 && before == 0) {
            return;
        }
        final long more = Math.subtractExact(plan.spend().charged(spent, unit, amount), spent);
        final long change = Math.subtractExact(more, before);
        if (change != 0) {
            Lines.charge(stage, head, plan.spend().line(), from, LineSlot.SPEND, change);
        }
    }

    /** What the lines of a plan's charges come to in a cycle, each rounded as on a document. */
    long spent(final StateRecord head, final Plan plan, final long from, final long unit) {
        sum.clear();
        for (int slot = head.first(SlotKind.LINE); slot >= 0; slot = head.next(SlotKind.LINE, slot)) {
            if (LineSlot.flags(head, slot) == 0
                    && LineSlot.from(head, slot) == from
                    && plan.hasLine(LineSlot.line(head, slot))) {
                sum.add(LineSlot.amount(head, slot, amount).rounded(unit, RoundingMode.HALF_UP));
            }
        }
        return sum.exact();
    }
}
