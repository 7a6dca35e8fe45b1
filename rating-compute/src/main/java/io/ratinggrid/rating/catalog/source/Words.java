package io.ratinggrid.rating.catalog.source;

import java.util.Locale;

/** Constants of the model as catalogs and messages write them. */
final class Words {
    private Words() {}

    /** {@code half-up} for {@code HALF_UP}. */
    static String of(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
