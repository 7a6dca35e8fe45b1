package io.ratinggrid.rating.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/** A bill cycle, [{@code from}, {@code to}) in milliseconds: local midnights of the cycle day, which clamps and returns. */
record ReferenceCycle(long from, long to) {

    /** The cycle that holds a time: months are tried until one fits. */
    static ReferenceCycle at(final long time, final ZoneId zone, final int day) {
        YearMonth month =
                YearMonth.from(Instant.ofEpochMilli(time).atZone(zone)).minusMonths(2);
        while (true) {
            final long from = midnight(day(month, day), zone);
            final long to = midnight(day(month.plusMonths(1), day), zone);
            if (from <= time && time < to) {
                return new ReferenceCycle(from, to);
            }
            month = month.plusMonths(1);
        }
    }

    /** The cycle after it. */
    ReferenceCycle next(final ZoneId zone, final int day) {
        return at(to, zone, day);
    }

    /** Local midnight that begins the date {@code days} after the one of {@code time}. */
    static long midnightAfter(final long time, final int days, final ZoneId zone) {
        return midnight(Instant.ofEpochMilli(time).atZone(zone).toLocalDate().plusDays(days), zone);
    }

    private static LocalDate day(final YearMonth month, final int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    private static long midnight(final LocalDate date, final ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
