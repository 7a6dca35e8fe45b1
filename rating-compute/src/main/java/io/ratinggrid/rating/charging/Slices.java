package io.ratinggrid.rating.charging;

import java.util.Arrays;

import io.ratinggrid.rating.catalog.BandCalendar;
import io.ratinggrid.rating.catalog.BandStretch;
import io.ratinggrid.rating.catalog.Increments;

/**
 * Usage of an event cut into (band, units), in time order (SEMANTICS.md 3 and 4): rounded up over the session, split where
 * another band begins. Reused; one thread.
 */
final class Slices {
    private final BandStretch stretch;
    private int[] bands = new int[8];
    private long[] units = new long[8];
    private int size;
    private long counted;
    private long slack;

    Slices(final BandStretch stretch) {
        this.stretch = stretch;
    }

    int size() {
        return size;
    }

    int band(final int slice) {
        return bands[slice];
    }

    long units(final int slice) {
        return units[slice];
    }

    /** Units of the session counted so far, on a block boundary. */
    long counted() {
        return counted;
    }

    /** Units of the last block that usage has not reached. */
    long slack() {
        return slack;
    }

    /** All usage in one band. */
    void single(
            final int band, final long quantity, final Increments increments, final long before, final long unused) {
        begin(before, unused);
        addRounded(band, quantity, increments);
    }

    /** Blocks belong to the band that they start in. {@code startMs} is the wall time of the first unit. */
    void kept(
            final BandCalendar calendar,
            final long startMs,
            final long quantity,
            final Increments increments,
            final long before,
            final long unused) {
        begin(before, unused);
        final long usedBefore = before - unused;
        final long used = Math.addExact(usedBefore, quantity);
        final long end = used <= before ? before : increments.roundUp(used);
        long offset = before;
        while (offset < end) {
            final long timeMs = startMs + (offset - usedBefore);
            final long limitMs = startMs + (end - usedBefore);
            final int band = stretch.bandAt(calendar, timeMs);
            final long bandEndMs = stretch.bandEnd(calendar, timeMs, limitMs);
            final long boundary = bandEndMs == limitMs ? end : increments.roundUp(usedBefore + (bandEndMs - startMs));
            add(band, Math.min(end, boundary) - offset);
            offset = Math.min(end, boundary);
        }
        counted = end;
        slack = end - used;
    }

    /** Each stretch in one band is rounded on its own; unused units of a block serve the same band only. */
    void cut(
            final BandCalendar calendar,
            final long startMs,
            final long quantity,
            final Increments increments,
            final long before,
            final long unused) {
        begin(before, unused);
        final long endMs = startMs + quantity;
        long timeMs = startMs;
        while (timeMs < endMs) {
            final int band = stretch.bandAt(calendar, timeMs);
            final long bandEndMs = stretch.bandEnd(calendar, timeMs, endMs);
            addRounded(band, bandEndMs - timeMs, increments);
            timeMs = bandEndMs;
            if (timeMs < endMs) {
                slack = 0;
            }
        }
    }

    private void begin(final long before, final long unused) {
        size = 0;
        counted = before;
        slack = unused;
    }

    private void addRounded(final int band, final long quantity, final Increments increments) {
        final long beyond = quantity - slack;
        if (beyond <= 0) {
            slack = -beyond;
            return;
        }
        final long used = Math.addExact(counted, beyond);
        final long end = increments.roundUp(used);
        add(band, end - counted);
        counted = end;
        slack = end - used;
    }

    private void add(final int band, final long count) {
        if (size == bands.length) {
            bands = Arrays.copyOf(bands, size * 2);
            units = Arrays.copyOf(units, size * 2);
        }
        bands[size] = band;
        units[size++] = count;
    }
}
