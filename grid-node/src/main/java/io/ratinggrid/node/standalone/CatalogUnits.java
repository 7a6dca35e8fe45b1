package io.ratinggrid.node.standalone;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.node.catalog.CatalogNames;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;

/** Answers the gateway's questions about names from the catalogs in force. */
public final class CatalogUnits implements ServiceUnits {
    private final CatalogNames names;

    public CatalogUnits(final Supplier<CatalogHistory> catalogs) {
        names = new CatalogNames(catalogs);
    }

    @Override
    public Optional<Measure> service(final String name) {
        return names.service(name);
    }

    @Override
    public Optional<Measure> bucket(final String name) {
        return names.bucket(name)
                .map(bucket -> bucket.money()
                        ? new Measure(
                                Dimension.COUNT,
                                currency(),
                                Money.of(currency()).scale())
                        : Measure.of(bucket));
    }

    @Override
    public String currency() {
        return names.currency();
    }

    @Override
    public Collection<String> services() {
        return names.services();
    }

    @Override
    public Collection<String> buckets() {
        return names.buckets();
    }
}
