package io.ratinggrid.node.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.quantity.Measure;

/** Whether a catalog version may follow those that were published. */
final class NewVersion {
    private NewVersion() {}

    /** Objects to what would change what was rated, or could not be told from a version that is there. */
    static void check(final Catalog version, final Collection<Catalog> published, final long notBeforeMs)
            throws CatalogRefusedException {
        final CatalogModel model = version.model();
        for (final Catalog other : published) {
            checkBeside(model, other.model());
        }
        if (version.effectiveMs() < notBeforeMs) {
            throw refused(
                    model,
                    "is effective " + model.effective() + ", in the past (now " + Instant.ofEpochMilli(notBeforeMs)
                            + "): usage since then was rated by what was in force; make it effective from now on, or ask"
                            + " for --retroactive to have late and replayed usage rated by it");
        }
    }

    private static void checkBeside(final CatalogModel model, final CatalogModel other) throws CatalogRefusedException {
        if (model.version().equals(other.version())) {
            throw refused(
                    model,
                    "was published before with other content; a change, going back included, is a new version: give it"
                            + " another name and a time from now on");
        }
        if (model.effective().equals(other.effective())) {
            throw refused(model, "is effective " + model.effective() + ", as version '" + other.version() + "' is");
        }
        if (!model.currency().equals(other.currency())) {
            throw refused(
                    model,
                    "is in " + model.currency() + ", version '" + other.version() + "' in " + other.currency()
                            + "; a grid has one currency");
        }
        checkUnits(model, other, "service", servicesOf(model), servicesOf(other));
        checkUnits(model, other, "bucket", bucketsOf(model), bucketsOf(other));
    }

    private static void checkUnits(
            final CatalogModel model,
            final CatalogModel other,
            final String what,
            final Map<String, Measure> units,
            final Map<String, Measure> before)
            throws CatalogRefusedException {
        for (final Map.Entry<String, Measure> unit : units.entrySet()) {
            final Measure known = before.get(unit.getKey());
            if (known != null && !known.equals(unit.getValue())) {
                throw refused(
                        model,
                        "counts " + what + " '" + unit.getKey() + "' in another unit than version '" + other.version()
                                + "' does; name it anew");
            }
        }
    }

    private static Map<String, Measure> servicesOf(final CatalogModel model) {
        final Map<String, Measure> units = new HashMap<>();
        model.services().forEach(service -> units.put(service.name(), Measure.of(service)));
        return units;
    }

    private static Map<String, Measure> bucketsOf(final CatalogModel model) {
        final Map<String, Measure> units = new HashMap<>();
        model.buckets().stream()
                .filter(bucket -> !bucket.money())
                .forEach(bucket -> units.put(bucket.name(), Measure.of(bucket)));
        return units;
    }

    private static CatalogRefusedException refused(final CatalogModel model, final String why) {
        return new CatalogRefusedException("catalog version '" + model.version() + "' " + why, List.of());
    }
}
