package io.ratinggrid.rating.catalog.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;

/** Checks the versions of a catalog against each other: accounts live through all of them. */
final class VersionChecks {
    private final Problems problems;
    private final Map<Integer, Scope.WrittenName> names = new HashMap<>();

    VersionChecks(final Problems problems) {
        this.problems = problems;
    }

    /** @param versions by effective time */
    void check(final List<CatalogVersion> versions) {
        for (int i = 0; i < versions.size(); i++) {
            checkSymbols(versions.get(i));
            for (int j = 0; j < i; j++) {
                check(versions.get(j), versions.get(i));
            }
        }
    }

    private void check(final CatalogVersion earlier, final CatalogVersion later) {
        if (earlier.model().version().equals(later.model().version())) {
            problems.error(
                    later.versionAt(),
                    "version '" + later.model().version() + "' is already at " + earlier.versionAt(),
                    "another name");
        }
        if (earlier.model().effective().equals(later.model().effective())) {
            problems.error(
                    later.effectiveAt(),
                    "version '" + earlier.model().version() + "' is effective at the same time, at "
                            + earlier.effectiveAt(),
                    "another time");
        }
        if (!earlier.model().currency().equals(later.model().currency())) {
            problems.error(
                    later.versionAt(),
                    "currency " + later.model().currency() + " differs from "
                            + earlier.model().currency() + " of version '"
                            + earlier.model().version() + "'",
                    "one currency for all versions");
        }
        later.model().services().forEach(service -> checkService(earlier, later, service));
        later.model().buckets().forEach(bucket -> checkBucket(earlier, later, bucket));
    }

    private void checkService(final CatalogVersion earlier, final CatalogVersion later, final ServiceModel service) {
        final Optional<Measure> before = earlier.model().services().stream()
                .filter(other -> other.name().equals(service.name()))
                .map(Measure::of)
                .findFirst();
        before.filter(measure -> !measure.sameAs(Measure.of(service)))
                .ifPresent(measure -> reportOtherUnit(
                        later.names().services.position(service.name()), "service", service.name(), earlier));
    }

    private void checkBucket(final CatalogVersion earlier, final CatalogVersion later, final BucketModel bucket) {
        final Optional<BucketModel> before = earlier.model().buckets().stream()
                .filter(other -> other.name().equals(bucket.name()))
                .findFirst();
        before.filter(other -> other.money() != bucket.money()
                        || !bucket.money() && !Measure.of(other).sameAs(Measure.of(bucket)))
                .ifPresent(other -> reportOtherUnit(
                        later.names().buckets.position(bucket.name()), "bucket", bucket.name(), earlier));
    }

    private void reportOtherUnit(
            final Position at, final String kind, final String name, final CatalogVersion earlier) {
        problems.error(
                at,
                kind + " '" + name + "' is counted in another unit or decimals than in version '"
                        + earlier.model().version() + "', where balances already count",
                "the same unit, or another name");
    }

    /** State, journal and wire know names by their symbols only. */
    private void checkSymbols(final CatalogVersion version) {
        for (final Scope.WrittenName name : version.names().symbols) {
            final Scope.WrittenName other = names.putIfAbsent(Symbol.of(name.name()), name);
            if (other != null && !other.name().equals(name.name())) {
                problems.error(
                        name.at(),
                        "name '" + name.name() + "' has the same symbol as '" + other.name() + "' at " + other.at(),
                        "rename one of them");
            }
        }
    }
}
