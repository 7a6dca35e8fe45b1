package io.ratinggrid.node.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;

/**
 * Times of the carrier's story, in seconds. The present bill cycle began on the local day 27 days before the base, so that it
 * holds the base in every month.
 */
final class CarrierTimes {
    static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final int CYCLE_AGE_DAYS = 27;
    private static final int DAY_S = 86_400;
    /** Records are reported in order of their ends, more or less: a start lies up to that much before its turn. */
    private static final int DISORDER_S = 900;
    /** Late ones lie in these days before the base: before this cycle, within the duplicate window of 35 days. */
    private static final int LATE_FROM_DAYS = 31;

    private static final int LATE_TO_DAYS = 28;
    private static final int OLD_FROM_DAYS = 60;
    private static final int OLD_TO_DAYS = 45;

    /** Share of a day's traffic in each hour, out of 1,000. */
    private static final int[] HOURS = {
        9, 6, 4, 3, 4, 8, 20, 38, 55, 62, 60, 58, 60, 58, 56, 56, 58, 62, 66, 66, 62, 54, 46, 29
    };

    private final int[] secondAt = new int[1_001];
    private final long base;
    private final long cycleStart;
    private final long opened;

    CarrierTimes(final Instant instant) {
        base = instant.getEpochSecond();
        final LocalDate cycleDay = instant.atZone(ZONE).toLocalDate().minusDays(CYCLE_AGE_DAYS);
        cycleStart = cycleDay.atStartOfDay(ZONE).toEpochSecond();
        opened = ZonedDateTime.of(cycleDay.minusMonths(1).atStartOfDay(), ZONE).toEpochSecond();
        int filled = 0;
        for (int hour = 0; hour < HOURS.length; hour++) {
            for (int i = 0; i < HOURS[hour]; i++) {
                secondAt[filled++] = hour * 3_600 + 3_600 * i / HOURS[hour];
            }
        }
        secondAt[filled] = DAY_S;
    }

    /** Day of the month on which every account's cycles begin. */
    int cycleDay() {
        return Instant.ofEpochSecond(cycleStart).atZone(ZONE).getDayOfMonth();
    }

    /** When accounts were opened, plans begun and prepaid money paid in: one cycle before this one. */
    long opened() {
        return opened;
    }

    /** First second that a start can have, for tables. */
    long earliest() {
        return base - OLD_FROM_DAYS * (long) DAY_S - DAY_S;
    }

    long latest() {
        return base;
    }

    /** Start of record {@code index} of {@code records}: rising, with the day's tides, never before the cycle. */
    long start(final long index, final long records, final SplittableRandom random) {
        final long even = cycleStart + (base - cycleStart) * index / records;
        final long day = Math.floorDiv(even, DAY_S) * DAY_S;
        final int permille = (int) ((even - day) * 1_000 / DAY_S);
        final int from = secondAt[permille];
        final long tidal = day + from + random.nextInt(Math.max(1, secondAt[permille + 1] - from));
        return Math.min(base - 1, Math.max(cycleStart, tidal - random.nextInt(DISORDER_S)));
    }

    long late(final SplittableRandom random) {
        return random.nextLong(base - LATE_FROM_DAYS * (long) DAY_S, base - LATE_TO_DAYS * (long) DAY_S);
    }

    long tooOld(final SplittableRandom random) {
        return random.nextLong(base - OLD_FROM_DAYS * (long) DAY_S, base - OLD_TO_DAYS * (long) DAY_S);
    }
}
