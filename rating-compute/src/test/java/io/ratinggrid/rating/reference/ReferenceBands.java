package io.ratinggrid.rating.reference;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.DayType;
import io.ratinggrid.rating.catalog.model.HolidayModel;

/** Which band a minute belongs to, by the local date and time that java.time says it has. */
final class ReferenceBands {
    static final long MINUTE_MS = 60_000;

    private ReferenceBands() {}

    /** Name of the band of a time. */
    static String at(final long time, final BandCalendarModel calendar, final CatalogModel catalog) {
        final LocalDateTime local =
                Instant.ofEpochMilli(time).atZone(calendar.timeZone()).toLocalDateTime();
        final DayType day = day(local.toLocalDate(), calendar, catalog);
        final int minute = local.getHour() * 60 + local.getMinute();
        return calendar.rules().stream()
                .filter(rule -> rule.days().contains(day) && rule.fromMinute() <= minute && minute < rule.toMinute())
                .map(BandRuleModel::band)
                .findFirst()
                .orElse(calendar.fallback());
    }

    /** Start of the next minute; bands change at minutes only. */
    static long nextMinute(final long time) {
        return (Math.floorDiv(time, MINUTE_MS) + 1) * MINUTE_MS;
    }

    private static DayType day(final LocalDate date, final BandCalendarModel calendar, final CatalogModel catalog) {
        final boolean knowsHolidays =
                calendar.rules().stream().anyMatch(rule -> rule.days().contains(DayType.HOLIDAY));
        if (knowsHolidays && isHoliday(date, calendar, catalog)) {
            return DayType.HOLIDAY;
        }
        final DayOfWeek weekday = date.getDayOfWeek();
        return DayType.valueOf(weekday.name());
    }

    private static boolean isHoliday(
            final LocalDate date, final BandCalendarModel calendar, final CatalogModel catalog) {
        return catalog.holidays().stream()
                .filter(holidays -> calendar.holidays().isPresent()
                        && holidays.name().equals(calendar.holidays().get()))
                .map(HolidayModel::dates)
                .anyMatch(dates -> dates.contains(date));
    }
}
