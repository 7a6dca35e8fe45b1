package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;

/** {@code amount} of the catalog's currency for every {@code per} base units: 0.05 / minute is (0.05, 60000). */
public record PriceModel(BigDecimal amount, BigDecimal per) {}
