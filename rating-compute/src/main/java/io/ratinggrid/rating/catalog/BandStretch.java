package io.ratinggrid.rating.catalog;

/**
 * Reads band calendars. Remembers the stretch of time around the last instant, in which the next one mostly lies: a day has
 * few bands and many events. Reused; one thread.
 */
public final class BandStretch {
    private BandCalendar calendar;
    private int band;
    private long fromMs;
    private long toMs;

    /** The band that holds at an instant. */
    public int bandAt(final BandCalendar newCalendar, final long timeMs) {
        seek(newCalendar, timeMs);
        return band;
    }

    /** First instant after {@code timeMs} at which another band holds, or {@code limitMs} if none does before that. */
    public long bandEnd(final BandCalendar newCalendar, final long timeMs, final long limitMs) {
        seek(newCalendar, timeMs);
        final int first = band;
        while (toMs < limitMs) {
            final long nextMs = toMs;
            seek(newCalendar, nextMs);
            if (band != first) {
                return nextMs;
            }
        }
        return limitMs;
    }

    private void seek(final BandCalendar newCalendar, final long timeMs) {
        if (newCalendar != calendar || timeMs < fromMs || timeMs >= toMs) {
            calendar = newCalendar;
            calendar.stretchAt(timeMs, this);
        }
    }

    void set(final int newBand, final long newFromMs, final long newToMs) {
        band = newBand;
        fromMs = newFromMs;
        toMs = newToMs;
    }
}
