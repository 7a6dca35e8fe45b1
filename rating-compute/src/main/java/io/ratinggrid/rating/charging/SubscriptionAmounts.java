package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionAmountSlot;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.GrantAmount;
import io.ratinggrid.rating.effect.EffectKind;

/** What a subscription grants in place of its plan's amounts. */
final class SubscriptionAmounts {
    private SubscriptionAmounts() {}

    /**
     * True if each amount of a command is more than 0, of a bucket that the plan grants, and the only one of it.
     *
     * @throws ArithmeticException for an amount of money that the currency cannot have
     */
    static boolean areOf(final Plan plan, final Catalog catalog, final Command command) {
        for (int i = 0; i < command.grantAmounts.size(); i++) {
            final GrantAmount amount = command.grantAmounts.get(i);
            final BucketType type = granted(plan, amount);
            if (type == null || value(catalog, type, amount) <= 0) {
                return false;
            }
            for (int other = 0; other < i; other++) {
                if (command.grantAmounts.get(other).bucket().equals(amount.bucket())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BucketType granted(final Plan plan, final GrantAmount amount) {
        final int symbol = Symbol.of(amount.bucket());
        for (final Plan.Grant grant : plan.grants()) {
            if (grant.bucket().symbol() == symbol) {
                return grant.bucket();
            }
        }
        return null;
    }

    /** Scaled, or base units. */
    private static long value(final Catalog catalog, final BucketType type, final GrantAmount amount) {
        return type.money() ? catalog.scaled(amount.unscaled(), amount.decimals()) : amount.unscaled();
    }

    /** Those of a command, for the subscription in a slot. */
    static void put(
            final Stage stage,
            final StateRecord record,
            final int subscription,
            final Plan plan,
            final Catalog catalog,
            final Command command) {
        for (final GrantAmount amount : command.grantAmounts) {
            final BucketType type = granted(plan, amount);
            put(stage, record, subscription, type.symbol(), value(catalog, type, amount));
        }
    }

    /** Those of a subscription, for the one that goes on from it. */
    static void carry(final Stage stage, final StateRecord record, final int from, final int to) {
        int slot = record.first(SlotKind.SUBSCRIPTION_AMOUNT);
        while (slot >= 0) {
            if (SubscriptionAmountSlot.subscription(record, slot) == from) {
                put(
                        stage,
                        record,
                        to,
                        SubscriptionAmountSlot.type(record, slot),
                        SubscriptionAmountSlot.amount(record, slot));
            }
            slot = record.next(SlotKind.SUBSCRIPTION_AMOUNT, slot);
        }
    }

    private static void put(
            final Stage stage, final StateRecord record, final int subscription, final int type, final long amount) {
        stage.put(EffectKind.SUBSCRIPTION_AMOUNT)
                .field(record.ordinal())
                .field(subscription)
                .field(type)
                .field(amount);
    }
}
