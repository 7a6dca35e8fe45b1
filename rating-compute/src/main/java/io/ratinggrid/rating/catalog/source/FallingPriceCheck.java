package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TierModel;

/**
 * Refuses a price that falls when usage grows where prepaid money may pay it: the fall would give money back (SEMANTICS.md
 * 12). Invoiced usage may have such a price.
 */
final class FallingPriceCheck {
    private final Scope scope;

    FallingPriceCheck(final Scope scope) {
        this.scope = scope;
    }

    void check(final ChargeModel charge) {
        final Optional<BucketModel> payer = scope.buckets.models().stream()
                .filter(bucket -> canPay(bucket, charge))
                .findFirst();
        payer.ifPresent(bucket -> checkLevel(charge, bucket));
        payer.ifPresent(bucket -> charge.pricing().values().forEach(pricing -> check(pricing, charge, bucket)));
    }

    /** What a level was charged for the rest of its cycle is given back when it falls. */
    private void checkLevel(final ChargeModel charge, final BucketModel bucket) {
        charge.accumulator()
                .filter(accumulator -> accumulator.metric() == Metric.TIME_WEIGHTED)
                .ifPresent(accumulator -> scope.problems.error(
                        scope.whereWritten(accumulator),
                        "the price of charge '" + charge.name()
                                + "' falls when its level does, and prepaid money of bucket '" + bucket.name()
                                + "' can pay it",
                        "no money bucket for '" + charge.service() + "'"));
    }

    private static boolean canPay(final BucketModel bucket, final ChargeModel charge) {
        final String zone = charge.when().get("zone");
        return bucket.money()
                && bucket.drawdown().containsKey(charge.service())
                && (zone == null || bucket.zones().isEmpty() || bucket.zones().contains(zone));
    }

    private void check(final PricingModel pricing, final ChargeModel charge, final BucketModel bucket) {
        if (pricing instanceof PricingModel.Tiers tiers) {
            check(tiers, charge, bucket);
        } else if (pricing instanceof PricingModel.Matrix matrix) {
            matrix.rows().forEach(row -> check(row.tiers(), charge, bucket));
        }
    }

    private void check(final PricingModel.Tiers table, final ChargeModel charge, final BucketModel bucket) {
        final List<TierModel> tiers = table.tiers();
        for (int i = 1; i < tiers.size(); i++) {
            final BigDecimal bound = tiers.get(i - 1).upTo().orElseThrow();
            final BigDecimal before = price(table.shape(), tiers.get(i - 1), bound);
            final BigDecimal after = price(table.shape(), tiers.get(i), bound.add(BigDecimal.ONE));
            if (after.compareTo(before) < 0) {
                scope.problems.error(
                        scope.whereWritten(tiers.get(i)),
                        "the price of charge '" + charge.name() + "' falls from " + text(before) + " to " + text(after)
                                + " where this tier begins, and prepaid money of bucket '" + bucket.name()
                                + "' can pay it",
                        "graduated tiers, a flat fee that keeps the price from falling, or no money bucket for '"
                                + charge.service() + "'");
            }
        }
    }

    /** The whole price of a quantity in a tier; only these two shapes can fall. */
    private static BigDecimal price(final Shape shape, final TierModel tier, final BigDecimal quantity) {
        return switch (shape) {
            case VOLUME -> product(tier.price(), quantity).add(tier.flat());
            case STAIR_STEP -> tier.flat();
            default -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal product(final PriceModel price, final BigDecimal quantity) {
        return price.amount().multiply(quantity).divide(price.per(), MathContext.DECIMAL128);
    }

    private static String text(final BigDecimal amount) {
        final BigDecimal shown = amount.setScale(2, RoundingMode.HALF_UP);
        return (shown.compareTo(amount) == 0 ? shown : amount.setScale(6, RoundingMode.HALF_UP)).toPlainString();
    }
}
