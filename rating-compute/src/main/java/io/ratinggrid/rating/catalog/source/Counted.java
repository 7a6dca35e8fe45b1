package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;

import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.quantity.Measure;

/**
 * What a tier table counts.
 *
 * @param measure what its quantities are written in; unused for {@link QuantitySource#AMOUNT}
 */
record Counted(QuantitySource source, Measure measure) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Counted usage(final Measure measure) {
        return new Counted(QuantitySource.USAGE, measure);
    }

    static Counted events(final Measure measure) {
        return new Counted(QuantitySource.EVENTS, measure);
    }

    static Counted money() {
        return new Counted(QuantitySource.AMOUNT, Measure.EVENTS);
    }

    boolean isMoney() {
        return source == QuantitySource.AMOUNT;
    }

    PriceModel percent(final BigDecimal percent) {
        return new PriceModel(percent, HUNDRED);
    }
}
