package io.ratinggrid.rating.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Monthly bill cycles: half-open local days from a day of the month, which clamps and returns (31 Jan, 28 Feb, 31 Mar).
 */
public final class BillCycle {
    private static final Map<Integer, ZoneId> ZONES = zones();

    private BillCycle() {}

    /** Start of the cycle that an instant falls in, milliseconds since the epoch. */
    public static long start(final ZoneId zone, final int day, final long timeMs) {
        final LocalDate date = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
        final YearMonth month = YearMonth.from(date);
        final LocalDate anchor = anchor(month, day);
        return midnight(date.isBefore(anchor) ? anchor(month.minusMonths(1), day) : anchor, zone);
    }

    /** End of the cycle that an instant falls in, exclusive. */
    public static long end(final ZoneId zone, final int day, final long timeMs) {
        final LocalDate date = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
        final YearMonth month = YearMonth.from(date);
        final LocalDate anchor = anchor(month, day);
        return midnight(date.isBefore(anchor) ? anchor : anchor(month.plusMonths(1), day), zone);
    }

    /** Local midnight {@code days} dates after the date of an instant. */
    public static long endOfDays(final ZoneId zone, final long timeMs, final int days) {
        return midnight(Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate().plusDays(days), zone);
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
