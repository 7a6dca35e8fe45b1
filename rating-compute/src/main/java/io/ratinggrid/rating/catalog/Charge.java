package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;
import java.util.Arrays;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.money.ExactAmount;

/** A charge compiled: terms as scaled longs, names as symbols. Immutable. */
public final class Charge {
    /** No minimum or maximum. */
    public static final long NONE = -1;

    private final ChargeModel model;
    private final int symbol;
    private final int line;
    private final Conditions conditions;
    private final BandCalendar bands;
    private final Increments increments;
    private final long connectFee;
    private final long minimum;
    private final long maximum;
    private final Pricing[] pricing;
    private final int accumulator;
    private final int uniqueAttribute;
    private final QuantitySource source;
    private final Metric metric;
    private final boolean countIncluded;
    private final boolean pooled;
    private final boolean cutAtBand;
    private final boolean cutAtMaximum;
    private final long free;
    private final OverageModel overage;
    /** What a percentage discount leaves: 9/10 for 10 % off. */
    private final Rational keptShare;

    private final long amountOff;
    private final long roundingUnit;
    private final boolean adjusted;
    private final boolean divisible;

    Charge(final ChargeModel model, final BandCalendar bands, final Pricing[] pricing, final PriceCompiler prices) {
        this.model = model;
        this.bands = bands;
        this.pricing = pricing;
        symbol = Symbol.of(model.name());
        line = Symbol.of(model.line());
        conditions = new Conditions(model.when());
        increments = Increments.of(model.increments());
        connectFee = prices.amount(model.connectFee());
        minimum = model.minimum().map(prices::amount).orElse(NONE);
        maximum = model.maximum().map(prices::amount).orElse(NONE);
        accumulator = model.accumulator().map(a -> Symbol.of(a.name())).orElse(0);
        uniqueAttribute = model.accumulator()
                .filter(a -> a.metric() == Metric.UNIQUE)
                .map(a -> Symbol.of(a.unique()))
                .orElse(0);
        source = pricing[0].source();
        metric = model.accumulator().map(AccumulatorModel::metric).orElse(Metric.SUM);
        countIncluded =
                model.accumulator().filter(AccumulatorModel::countIncluded).isPresent();
        pooled = model.accumulator().filter(AccumulatorModel::pooled).isPresent();
        cutAtBand = model.cutAtBand();
        cutAtMaximum = model.cutAtMaximum();
        free = model.free();
        overage = model.overage();
        final BigDecimal hundred = BigDecimal.valueOf(100);
        keptShare = Rational.of(hundred.subtract(model.percentOff()), hundred);
        amountOff = prices.amount(model.amountOff());
        roundingUnit = model.rounding().places().map(prices::unitOf).orElse(0L);
        adjusted = minimum != NONE
                || maximum != NONE
                || keptShare.numerator() != keptShare.denominator()
                || amountOff != 0
                || roundingUnit != 0;
        divisible = metric() == Metric.SUM && Arrays.stream(pricing).noneMatch(Pricing::falls);
    }

    /** As it was written, for explanations. */
    public ChargeModel model() {
        return model;
    }

    public String name() {
        return model.name();
    }

    public int symbol() {
        return symbol;
    }

    public int line() {
        return line;
    }

    public Conditions conditions() {
        return conditions;
    }

    /** Null: no bands. */
    public BandCalendar bands() {
        return bands;
    }

    public boolean cutAtBand() {
        return cutAtBand;
    }

    /** True if usage over the end of a cycle is split there. */
    public boolean splitAtPeriod() {
        return model.splitAtPeriod();
    }

    /** True if usage over the start of a catalog version is split there. */
    public boolean splitAtVersion() {
        return model.splitAtVersion();
    }

    public Increments increments() {
        return increments;
    }

    public long free() {
        return free;
    }

    public long connectFee() {
        return connectFee;
    }

    /** In scaled units of money, or {@link #NONE}. */
    public long maximum() {
        return maximum;
    }

    public boolean cutAtMaximum() {
        return cutAtMaximum;
    }

    /** Pricing of a band; band 0 where there are none. */
    public Pricing pricing(final int band) {
        return pricing[band];
    }

    public QuantitySource source() {
        return source;
    }

    /** Symbol of the accumulator that its tiers stand on; 0: tiers are inside the session. */
    public int accumulator() {
        return accumulator;
    }

    public Metric metric() {
        return metric;
    }

    public boolean countIncluded() {
        return countIncluded;
    }

    public boolean pooled() {
        return pooled;
    }

    public int uniqueAttribute() {
        return uniqueAttribute;
    }

    /** Scaled units that an event's total is rounded to a multiple of; 0: not before the document line. */
    public long roundingUnit() {
        return roundingUnit;
    }

    /** True if a part of its usage never costs more than the whole, so that a part may be granted. */
    public boolean isDivisible() {
        return divisible;
    }

    /** True if the price of a session is not simply the sum of its slices: discounts, bounds or rounding apply. */
    public boolean isAdjusted() {
        return adjusted;
    }

    /** Takes off what is discounted of a session's price; a credit has no fixed discount, and none makes one. */
    public void discount(final ExactAmount amount) {
        if (keptShare.numerator() != keptShare.denominator()) {
            amount.multiply(keptShare.numerator(), keptShare.denominator());
        }
        if (amount.compareTo(amountOff) > 0) {
            amount.subtract(amountOff);
        } else if (amount.compareTo(0) > 0) {
            amount.clear();
        }
    }

    /** Brings a session's price between minimum and maximum, then to a multiple of the rounding unit. */
    public void bound(final ExactAmount amount) {
        if (maximum != NONE && amount.compareTo(maximum) > 0) {
            amount.set(maximum, 0, 1);
        }
        if (minimum != NONE && amount.compareTo(minimum) < 0) {
            amount.set(minimum, 0, 1);
        }
        if (roundingUnit != 0) {
            amount.set(amount.rounded(roundingUnit, model.rounding().mode()), 0, 1);
        }
    }

    public OverageModel overage() {
        return overage;
    }
}
