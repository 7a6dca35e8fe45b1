package io.ratinggrid.rating.catalog.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the local week into named time bands. Every minute belongs to one band: the rules' own, or {@code fallback}.
 *
 * @param holidays name of the holiday calendar that {@link DayType#HOLIDAY} rules read
 * @param fallback band of every minute that no rule names
 */
public record BandCalendarModel(
        String name, ZoneId timeZone, Optional<String> holidays, String fallback, List<BandRuleModel> rules) {}
