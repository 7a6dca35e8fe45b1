package io.ratinggrid.rating.catalog.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One version of a catalog, valid for events that start at or after {@code effective} and before the next version's.
 *
 * @param version   name of the version, unique in a grid, for example {@code 2026-06}
 * @param effective first instant it applies to
 * @param currency  ISO 4217 code of every amount in it
 * @param timeZone  zone of bands and cycles that name none
 * @param grace     how long a cycle that ends under this version stays open for late usage, 0 to {@link #LONGEST_GRACE}
 * @param termDays  days after the day of issue within which a document is to be paid; empty: what is owed is not kept
 * @param legalEntities who issues documents, each with numbers of its own, the first one for accounts that name none; empty: documents
 *                  have no numbers but those of their accounts
 */
public record CatalogModel(
        String version,
        Instant effective,
        String currency,
        ZoneId timeZone,
        Duration grace,
        Optional<Integer> termDays,
        List<String> legalEntities,
        List<ServiceModel> services,
        List<ZoneModel> zones,
        List<HolidayModel> holidays,
        List<BandCalendarModel> bandCalendars,
        List<DeckModel> decks,
        List<BucketModel> buckets,
        List<TariffModel> tariffs,
        List<PlanModel> plans) {

    /** Shorter than a month, so that at most two monthly cycles are open at once. */
    public static final Duration LONGEST_GRACE = Duration.ofDays(27);
}
