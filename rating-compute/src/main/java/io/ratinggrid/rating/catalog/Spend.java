package io.ratinggrid.rating.catalog;

import java.math.RoundingMode;

import io.ratinggrid.rating.money.ExactAmount;

/** Minimum, maximum and volume discount of a plan, compiled; amounts are scaled. Immutable. */
public final class Spend {
    private final int line;
    private final long minimum;
    private final long maximum;
    private final long[] upTo;
    private final Rational[] kept;

    /** {@code minimum} and {@code maximum} are {@link Charge#NONE} if there is none; the last of {@code upTo} has no end. */
    Spend(final int line, final long minimum, final long maximum, final long[] upTo, final Rational[] kept) {
        this.line = line;
        this.minimum = minimum;
        this.maximum = maximum;
        this.upTo = upTo;
        this.kept = kept;
    }

    public int line() {
        return line;
    }

    /**
     * What is charged for what was spent, rounded half-up to a multiple of {@code unit}; {@code scratch} is used.
     *
     * @throws ArithmeticException if it leaves the range of an amount
     */
    public long charged(final long spent, final long unit, final ExactAmount scratch) {
        scratch.clear();
        if (upTo.length == 0 || spent <= 0) {
            scratch.add(spent);
        } else {
            long from = 0;
            for (int i = 0; i < upTo.length && from < spent; i++) {
                final long to = Math.min(spent, upTo[i]);
                scratch.addProduct(to - from, kept[i].numerator(), kept[i].denominator());
                from = to;
            }
        }
        if (maximum != Charge.NONE && scratch.compareTo(maximum) > 0) {
            scratch.set(maximum, 0, 1);
        }
        if (minimum != Charge.NONE && scratch.compareTo(minimum) < 0) {
            scratch.set(minimum, 0, 1);
        }
        return scratch.rounded(unit, RoundingMode.HALF_UP);
    }
}
