package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a plan makes of all that was spent on the lines of its charges in a cycle, when the cycle is closed: discount, then
 * maximum, then minimum.
 *
 * @param minimum  that is charged in any case
 * @param maximum  beyond which nothing is charged
 * @param discount percentages off, each of what was spent in its tier; ascending, the last one open; empty: none
 * @param line     of the document, on which the difference stands
 */
public record SpendModel(
        Optional<BigDecimal> minimum, Optional<BigDecimal> maximum, List<SpendTier> discount, String line) {

    /** {@code percent} off what was spent up to {@code upTo} in all. */
    public record SpendTier(Optional<BigDecimal> upTo, BigDecimal percent) {}
}
