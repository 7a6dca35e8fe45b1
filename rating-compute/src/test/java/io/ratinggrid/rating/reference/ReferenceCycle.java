package io.ratinggrid.rating.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A bill cycle, [{@code from}, {@code to}) in milliseconds: local midnights of the cycle day, which clamps and returns, or of every
 * so many days. Their rule is the day of the month, or 256 times the days and the day number of a start modulo the days.
 */
record ReferenceCycle(long from, long to) {

    /** Cycles of {@code days} days, one of which begins on {@code start}. */
    static int rule(final int days, final LocalDate start) {
        return 256 * days + (int) (start.toEpochDay() % days);
    }

    /** The cycle that holds a time: months are tried until one fits, or days from its own backwards. */
    static ReferenceCycle at(final long time, final ZoneId zone, final int rule) {
        if (rule >= 256) {
            LocalDate first = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
            while (first.toEpochDay() % (rule / 256) != rule % 256) {
                first = first.minusDays(1);
            }
            return new ReferenceCycle(midnight(first, zone), midnight(first.plusDays(rule / 256), zone));
        }
        YearMonth month =
                YearMonth.from(Instant.ofEpochMilli(time).atZone(zone)).minusMonths(2);
        while (true) {
            final long from = midnight(day(month, rule), zone);
            final long to = midnight(day(month.plusMonths(1), rule), zone);
            if (from <= time && time < to) {
                return new ReferenceCycle(from, to);
            }
            month = month.plusMonths(1);
        }
    }

    /** The cycle after it. */
    ReferenceCycle next(final ZoneId zone, final int rule) {
        return at(to, zone, rule);
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
