package io.ratinggrid.node.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;

/** What inputs may ask of the catalogs in force: units of services and buckets, from the newest version that has the name. */
public final class CatalogNames {
    private final Supplier<CatalogHistory> catalogs;

    public CatalogNames(final Supplier<CatalogHistory> catalogs) {
        this.catalogs = catalogs;
    }

    public Optional<Measure> service(final String name) {
        return newestFirst().stream()
                .flatMap(model -> model.services().stream())
                .filter(service -> service.name().equals(name))
                .map(Measure::of)
                .findFirst();
    }

    public Optional<BucketModel> bucket(final String name) {
        return newestFirst().stream()
                .flatMap(model -> model.buckets().stream())
                .filter(bucket -> bucket.name().equals(name))
                .findFirst();
    }

    public String currency() {
        return catalogs.get().latest().money().code();
    }

    public Collection<String> services() {
        return catalogs.get().latest().model().services().stream()
                .map(ServiceModel::name)
                .toList();
    }

    public Collection<String> buckets() {
        return catalogs.get().latest().model().buckets().stream()
                .map(BucketModel::name)
                .toList();
    }

    private List<CatalogModel> newestFirst() {
        final List<CatalogModel> models = new ArrayList<>(
                catalogs.get().versions().stream().map(Catalog::model).toList());
        Collections.reverse(models);
        return models;
    }
}
