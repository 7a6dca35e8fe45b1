package io.ratinggrid.rating.catalog.model;

import java.math.RoundingMode;
import java.util.Optional;

/**
 * When money is rounded for good: never before the document line (the default, {@code places} empty), or each event's
 * total once, to {@code places} decimals.
 */
public record Rounding(Optional<Integer> places, RoundingMode mode) {
    public static final Rounding PER_LINE = new Rounding(Optional.empty(), RoundingMode.HALF_UP);
}
