package io.ratinggrid.rating.catalog;

import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * The f of f(after) - f(before): tiers of a quantity with prices as quotients, in scaled units of the currency per base
 * unit. Upper bounds are inclusive, the last is {@link Long#MAX_VALUE} where the table is open. Immutable.
 */
public final class TierTable {
    private final Shape shape;
    private final long[] upTo;
    private final long[] price;
    private final long[] per;
    private final long[] flat;

    TierTable(final Shape shape, final long[] upTo, final long[] price, final long[] per, final long[] flat) {
        this.shape = shape;
        this.upTo = upTo;
        this.price = price;
        this.per = per;
        this.flat = flat;
    }

    public Shape shape() {
        return shape;
    }

    public int tiers() {
        return upTo.length;
    }

    /** The last quantity it prices; {@link Long#MAX_VALUE} if open. */
    public long limit() {
        return upTo[upTo.length - 1];
    }

    public long upTo(final int tier) {
        return upTo[tier];
    }

    public long price(final int tier) {
        return price[tier];
    }

    public long per(final int tier) {
        return per[tier];
    }

    public long flat(final int tier) {
        return flat[tier];
    }

    /** The tier that a total quantity falls in; 0 for 0. */
    public int tierOf(final long quantity) {
        int tier = 0;
        while (quantity > upTo[tier]) {
            tier++;
        }
        return tier;
    }

    /** True if somewhere one unit more costs less: volume or stair-step tiers whose total falls at a bound. */
    boolean falls() {
        final ExactAmount atBound = new ExactAmount();
        for (int tier = 0; tier < upTo.length - 1; tier++) {
            addTo(atBound.clear(), upTo[tier] + 1);
            final ExactAmount more = new ExactAmount().set(atBound);
            addTo(atBound.clear(), upTo[tier]);
            more.subtract(atBound);
            if (more.compareTo(0) < 0) {
                return true;
            }
        }
        return false;
    }

    /** True if a single price holds for every quantity, so that f(after) - f(before) depends on their difference only. */
    public boolean isLinear() {
        return upTo.length == 1 && shape == Shape.GRADUATED && flat[0] == 0;
    }

    /** Adds f(quantity); f(0) is 0. */
    public void addTo(final ExactAmount sum, final long quantity) {
        if (quantity <= 0) {
            return;
        }
        switch (shape) {
            case GRADUATED -> addGraduated(sum, quantity);
            case VOLUME -> {
                final int tier = tierOf(quantity);
                sum.addProduct(quantity, price[tier], per[tier]);
                sum.add(flat[tier]);
            }
            case STAIR_STEP -> sum.add(flat[tierOf(quantity)]);
            case PACKAGE_UP -> sum.addProduct(blocksUp(quantity), price[0], 1);
            case PACKAGE_DOWN -> sum.addProduct(quantity / per[0], price[0], 1);
        }
    }

    /**
     * Adds f(to) - f(from) of tables that are not graduated if one tier holds both, so that neither has to be in the range of an
     * amount; else adds nothing and is false.
     */
    public boolean addWithinTier(final ExactAmount sum, final long from, final long to) {
        final int tier = tierOf(to);
        if (from <= 0 || tierOf(from) != tier) {
            return false;
        }
        switch (shape) {
            case GRADUATED -> throw new IllegalStateException("graduated tiers are added one by one");
            case VOLUME -> sum.addProduct(to - from, price[tier], per[tier]);
            case STAIR_STEP -> {
                // All of a step costs the same.
            }
            case PACKAGE_UP -> sum.addProduct(blocksUp(to) - blocksUp(from), price[0], 1);
            case PACKAGE_DOWN -> sum.addProduct(to / per[0] - from / per[0], price[0], 1);
        }
        return true;
    }

    /** Adds f of a quantity of zero or more that need not be whole. */
    public void addTo(final ExactAmount sum, final ExactAmount quantity) {
        if (quantity.numerator() == 0) {
            addTo(sum, quantity.whole());
            return;
        }
        if (shape == Shape.PACKAGE_DOWN) {
            addTo(sum, quantity.whole());
            return;
        }
        final long above = quantity.ceiling();
        addTo(sum, above);
        if (shape == Shape.GRADUATED || shape == Shape.VOLUME) {
            final int tier = tierOf(above);
            sum.addProduct(
                    quantity.numerator() - quantity.denominator(),
                    price[tier],
                    Math.multiplyExact(per[tier], quantity.denominator()));
        }
    }

    private void addGraduated(final ExactAmount sum, final long quantity) {
        long lower = 0;
        for (int tier = 0; quantity > lower; tier++) {
            final long units = Math.min(quantity, upTo[tier]) - lower;
            sum.addProduct(units, price[tier], per[tier]);
            sum.add(flat[tier]);
            lower = upTo[tier];
        }
    }

    private long blocksUp(final long quantity) {
        return (quantity - 1) / per[0] + 1;
    }
}
