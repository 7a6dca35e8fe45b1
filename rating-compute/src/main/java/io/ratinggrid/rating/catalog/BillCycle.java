package io.ratinggrid.rating.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Bill cycles: half-open local days. Their rule is a number: 1 to 31, monthly from that day of the month, which clamps and
 * returns (31 Jan, 28 Feb, 31 Mar); or {@link #rule}, cycles of so many days.
 */
public final class BillCycle {
    /** Most days of a cycle that is counted in days. */
    public static final int DAYS_LIMIT = 255;

    private static final Map<Integer, ZoneId> ZONES = zones();
    private static final int LAST_DAY_OF_MONTH = 31;
    private static final int LENGTH_SHIFT = 8;
    private static final int LOW = 0xff;

    private BillCycle() {}

    /** The rule of cycles of {@code days} days, 1 to {@link #DAYS_LIMIT}, one of which starts on {@code start}. */
    public static int rule(final int days, final LocalDate start) {
        return days << LENGTH_SHIFT | (int) Math.floorMod(start.toEpochDay(), (long) days);
    }

    /** True for a day of the month, and for what {@link #rule} says. */
    public static boolean isRule(final int rule) {
        final int days = days(rule);
        return days == 0
                ? rule >= 1 && rule <= LAST_DAY_OF_MONTH
                : days >= 1 && days <= DAYS_LIMIT && (rule & LOW) < days;
    }

    /** Start of the cycle that an instant falls in, milliseconds since the epoch. */
    public static long start(final ZoneId zone, final int rule, final long timeMs) {
        final LocalDate date = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
        if (days(rule) > 0) {
            return midnight(startOfDays(rule, date), zone);
        }
        final YearMonth month = YearMonth.from(date);
        final LocalDate anchor = anchor(month, rule);
        return midnight(date.isBefore(anchor) ? anchor(month.minusMonths(1), rule) : anchor, zone);
    }

    /** End of the cycle that an instant falls in, exclusive. */
    public static long end(final ZoneId zone, final int rule, final long timeMs) {
        final LocalDate date = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
        if (days(rule) > 0) {
            return midnight(startOfDays(rule, date).plusDays(days(rule)), zone);
        }
        final YearMonth month = YearMonth.from(date);
        final LocalDate anchor = anchor(month, rule);
        return midnight(date.isBefore(anchor) ? anchor : anchor(month.plusMonths(1), rule), zone);
    }

    /** Days of a cycle that is counted in days, 0: it is a month. */
    public static int days(final int rule) {
        return rule >> LENGTH_SHIFT;
    }

    /** A day on which one of the cycles of a rule starts that is counted in days. */
    public static LocalDate someStart(final int rule) {
        return LocalDate.ofEpochDay(rule & LOW);
    }

    private static LocalDate startOfDays(final int rule, final LocalDate date) {
        return date.minusDays(Math.floorMod(date.toEpochDay() - (rule & LOW), (long) days(rule)));
    }

    /** Local midnight {@code days} dates after the date of an instant. */
    public static long endOfDays(final ZoneId zone, final long timeMs, final int days) {
        return midnight(Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate().plusDays(days), zone);
    }

    /** The year of a time's local date. */
    public static int year(final ZoneId zone, final long timeMs) {
        return Instant.ofEpochMilli(timeMs).atZone(zone).getYear();
    }

    /** Zone of a {@link Symbol} of its identifier, as state keeps it; null if this runtime does not know it. */
    public static ZoneId zone(final int symbol) {
        return ZONES.get(symbol);
    }

    private static LocalDate anchor(final YearMonth month, final int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    private static long midnight(final LocalDate date, final ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static Map<Integer, ZoneId> zones() {
        final Map<Integer, ZoneId> zones = new HashMap<>();
        for (final String id : ZoneId.getAvailableZoneIds()) {
            if (zones.put(Symbol.of(id), ZoneId.of(id)) != null) {
                throw new IllegalStateException("zone=" + id + " has the symbol of another");
            }
        }
        zones.putIfAbsent(Symbol.of("Z"), ZoneId.of("Z"));
        return zones;
    }
}
