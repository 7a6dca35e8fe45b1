package io.ratinggrid.rating.partition;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;

/**
 * The last number of each series of document numbers that this partition keeps: one for a legal entity and a year, at the partition
 * that an account of its key would have. One thread.
 */
final class NumberSeries {
    private final SortedMap<Long, Long> lastNumbers = new TreeMap<>();

    /** Where a series is kept: what {@link AccountKey#of} is for accounts. */
    static long key(final int entity, final int year) {
        return AccountKey.of("series/" + entity + "/" + year);
    }

    /** The number that is next. */
    long next(final long series) {
        return Math.addExact(last(series), 1);
    }

    /** The last number that was assigned; 0: none. */
    long last(final long series) {
        return lastNumbers.getOrDefault(series, 0L);
    }

    /** It was assigned, as were all before it. */
    void assigned(final long series, final long number) {
        lastNumbers.merge(series, number, Math::max);
    }

    /** Writes some series. */
    void write(final ByteSink sink, final LongPredicate wanted) {
        sink.putVar(lastNumbers.keySet().stream().filter(wanted::test).count());
        lastNumbers.forEach((series, number) -> {
            if (wanted.test(series)) {
                sink.putLong(series);
                sink.putVar(number);
            }
        });
    }

    /** Adds what {@link #write} wrote. */
    void read(final ByteSource bytes) {
        for (long left = bytes.getVar(); left > 0; left--) {
            final long series = bytes.getLong();
            assigned(series, bytes.getVar());
        }
    }
}
