package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One step of a tier table, from the previous upper bound (exclusive) to its own (inclusive).
 *
 * @param upTo  in base units of the quantity; empty: open-ended
 * @param price of a unit in it; of the whole table's quantity for {@link Shape#VOLUME}; unused for {@link Shape#STAIR_STEP}
 * @param flat  amount due once when the tier is entered; the step's price for {@link Shape#STAIR_STEP}
 */
public record TierModel(Optional<BigDecimal> upTo, PriceModel price, BigDecimal flat) {}
