package io.ratinggrid.node.output;

import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** What a bucket holds, as text: {@code 4200 GB}, {@code 12.50 EUR}. */
final class BucketQuantity {
    private BucketQuantity() {}

    static String text(final BucketType type, final Catalog catalog, final long amount) {
        if (type == null) {
            return Long.toString(amount);
        }
        return type.money()
                ? catalog.money().decimal(amount).toPlainString() + " "
                        + catalog.money().code()
                : Quantities.format(amount, Measure.of(type.model()));
    }
}
