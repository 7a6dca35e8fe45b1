package io.ratinggrid.rating.charging;

import java.util.Arrays;

import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Plan;

/** The plans that a record subscribes to at an instant, by priority, then in order of subscribing. Reused; one thread. */
final class PlanList {
    private Plan[] plans = new Plan[4];
    private int size;

    void gather(final StateRecord record, final Catalog catalog, final long timeMs) {
        size = 0;
        int slot = record.first(SlotKind.SUBSCRIPTION);
        while (slot >= 0) {
            if (SubscriptionSlot.holdsAt(record, slot, timeMs)) {
                add(catalog.plan(SubscriptionSlot.plan(record, slot)));
            }
            slot = record.next(SlotKind.SUBSCRIPTION, slot);
        }
    }

    int size() {
        return size;
    }

    Plan plan(final int index) {
        return plans[index];
    }

    /** A plan that the catalog no longer has is null and prices nothing. */
    private void add(final Plan plan) {
        if (plan == null) {
            return;
        }
        if (size == plans.length) {
            plans = Arrays.copyOf(plans, size * 2);
        }
        int at = size++;
        while (at > 0 && plan.priority() < plans[at - 1].priority()) {
            plans[at] = plans[at - 1];
            at--;
        }
        plans[at] = plan;
    }
}
