package io.ratinggrid.ingest.input;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Local times of a zone as milliseconds since the epoch. A repeated hour is the earlier offset, a missing one shifts
 * forward. The offset of a day without transition is remembered. One thread.
 */
public final class LocalZone {
    private static final long SECONDS_A_DAY = 86_400;

    private final ZoneId zone;
    private final ZoneRules rules;
    private long cachedDay = Long.MIN_VALUE;
    private int cachedOffsetSeconds;

    public LocalZone(final ZoneId zone) {
        this.zone = zone;
        rules = zone.getRules();
    }

    /**
     * The zone of an IANA name or offset.
     *
     * @throws DateTimeException if there is none of that name
     */
    public static LocalZone of(final String name) {
        return new LocalZone(ZoneId.of(name));
    }

    public static LocalZone utc() {
        return new LocalZone(ZoneOffset.UTC);
    }

    public ZoneId zone() {
        return zone;
    }

    long epochMs(final long epochDay, final int secondOfDay, final int milli) {
        if (epochDay == cachedDay) {
            return (epochDay * SECONDS_A_DAY + secondOfDay - cachedOffsetSeconds) * 1_000 + milli;
        }
        final LocalDateTime local =
                LocalDateTime.ofEpochSecond(epochDay * SECONDS_A_DAY + secondOfDay, milli * 1_000_000, ZoneOffset.UTC);
        final long result = ZonedDateTime.ofLocal(local, zone, null).toInstant().toEpochMilli();
        rememberIfPlain(epochDay);
        return result;
    }

    private void rememberIfPlain(final long epochDay) {
        final LocalDateTime start = LocalDateTime.ofEpochSecond((epochDay - 1) * SECONDS_A_DAY, 0, ZoneOffset.UTC);
        final ZoneOffset offset = rules.getOffset(start);
        final ZoneOffsetTransition next = rules.nextTransition(start.toInstant(offset));
        if (next == null || next.toEpochSecond() > (epochDay + 3) * SECONDS_A_DAY) {
            cachedDay = epochDay;
            cachedOffsetSeconds = offset.getTotalSeconds();
        }
    }
}
