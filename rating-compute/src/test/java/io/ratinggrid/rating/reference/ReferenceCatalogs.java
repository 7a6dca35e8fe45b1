package io.ratinggrid.rating.reference;

import java.util.Comparator;
import java.util.List;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.ResultCode;

/** The versions of a catalog; a time decides which one applies. */
final class ReferenceCatalogs {
    private final List<ReferenceCatalog> versions;

    ReferenceCatalogs(final List<CatalogModel> models) {
        versions = models.stream().map(ReferenceCatalog::new).toList();
    }

    /** The version with the latest effective time that is not after {@code time}. */
    ReferenceCatalog at(final long time) {
        return versions.stream()
                .filter(version -> effective(version) <= time)
                .max(Comparator.comparing(ReferenceCatalogs::effective))
                .orElseThrow(() -> new Refusal(ResultCode.NO_CATALOG));
    }

    /** When each becomes effective. */
    List<Long> starts() {
        return versions.stream().map(ReferenceCatalogs::effective).toList();
    }

    private static long effective(final ReferenceCatalog version) {
        return version.model.effective().toEpochMilli();
    }
}
