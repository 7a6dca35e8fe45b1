package io.ratinggrid.rating.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which time band holds at an instant and until when, in the local time of a zone, across its offset changes; read by a
 * {@link BandStretch}. Bands are indexes from 0. Immutable; a look-up allocates nothing.
 */
public final class BandCalendar {
    private static final long DAY_MS = 86_400_000L;
    private static final long MINUTE_MS = 60_000L;
    private static final int HOLIDAY = 7;
    private static final Instant LAST_TRANSITION = Instant.parse("2101-01-01T00:00:00Z");

    private final String name;
    private final String[] bandNames;
    private final int[] bandSymbols;
    private final long[] transitions;
    private final long[] offsets;
    private final long[] holidays;
    private final int[][] segmentEnds;
    private final int[][] segmentBands;

    /** {@code bandOfMinute[day][minute]}: seven days from Monday, then the holiday, or only seven. */
    BandCalendar(
            final String name,
            final ZoneId zone,
            final String[] bandNames,
            final long[] holidays,
            final byte[][] bandOfMinute) {
        this.name = name;
        this.bandNames = bandNames;
        this.bandSymbols = Arrays.stream(bandNames).mapToInt(Symbol::of).toArray();
        this.holidays = bandOfMinute.length > HOLIDAY ? holidays : new long[0];
        final List<ZoneOffsetTransition> changes = transitions(zone.getRules());
        transitions = changes.stream()
                .mapToLong(change -> change.getInstant().toEpochMilli())
                .toArray();
        offsets = new long[transitions.length + 1];
        offsets[0] = 1000L * zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
        for (int i = 0; i < transitions.length; i++) {
            offsets[i + 1] = 1000L * changes.get(i).getOffsetAfter().getTotalSeconds();
        }
        segmentEnds = new int[bandOfMinute.length][];
        segmentBands = new int[bandOfMinute.length][];
        for (int day = 0; day < bandOfMinute.length; day++) {
            layOutDay(day, bandOfMinute[day]);
        }
    }

    public String name() {
        return name;
    }

    public int bands() {
        return bandNames.length;
    }

    public String bandName(final int band) {
        return bandNames[band];
    }

    public int bandSymbol(final int band) {
        return bandSymbols[band];
    }

    /** Sets a stretch to the band that holds at an instant, and to a time around it in which no other does. */
    void stretchAt(final long timeMs, final BandStretch stretch) {
        final int index = offsetIndex(timeMs);
        final long localMs = timeMs + offsets[index];
        final long day = Math.floorDiv(localMs, DAY_MS);
        final int type = dayType(day);
        final int segment = segment(type, localMs - day * DAY_MS);
        final long dayMs = day * DAY_MS - offsets[index];
        final long fromMs = segment == 0 ? dayMs : dayMs + segmentEnds[type][segment - 1] * MINUTE_MS;
        final long toMs = dayMs + segmentEnds[type][segment] * MINUTE_MS;
        stretch.set(
                segmentBands[type][segment],
                index == 0 ? fromMs : Math.max(fromMs, transitions[index - 1]),
                index == transitions.length ? toMs : Math.min(toMs, transitions[index]));
    }

    private int segment(final int type, final long msOfDay) {
        final int[] ends = segmentEnds[type];
        int segment = 0;
        while (msOfDay >= ends[segment] * MINUTE_MS) {
            segment++;
        }
        return segment;
    }

    private int dayType(final long epochDay) {
        if (holidays.length > 0 && Arrays.binarySearch(holidays, epochDay) >= 0) {
            return HOLIDAY;
        }
        return (int) Math.floorMod(epochDay + DayOfWeek.THURSDAY.ordinal(), 7L);
    }

    private int offsetIndex(final long timeMs) {
        int low = 0;
        int high = transitions.length;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (transitions[middle] <= timeMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void layOutDay(final int day, final byte[] bandOfMinute) {
        final int[] ends = new int[bandOfMinute.length];
        final int[] bands = new int[bandOfMinute.length];
        int count = 0;
        for (int minute = 0; minute < bandOfMinute.length; minute++) {
            if (count == 0 || bands[count - 1] != bandOfMinute[minute]) {
                bands[count++] = bandOfMinute[minute];
            }
            ends[count - 1] = minute + 1;
        }
        segmentEnds[day] = Arrays.copyOf(ends, count);
        segmentBands[day] = Arrays.copyOf(bands, count);
    }

    private static List<ZoneOffsetTransition> transitions(final ZoneRules rules) {
        final List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition change = rules.nextTransition(Instant.EPOCH);
        while (change != null && change.getInstant().isBefore(LAST_TRANSITION)) {
            changes.add(change);
            change = rules.nextTransition(change.getInstant());
        }
        return changes;
    }
}
