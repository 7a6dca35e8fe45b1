package io.ratinggrid.rating.quantity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.Dimension;

/** A word for a unit of time (base unit millisecond) or of volume (base unit octet). */
record UnitWord(String word, Dimension dimension, long size) {
    private static final Map<String, UnitWord> WORDS = new LinkedHashMap<>();

    static {
        add(Dimension.TIME, 1, "ms", "millisecond", "milliseconds");
        add(Dimension.TIME, 1_000, "s", "sec", "second", "seconds");
        add(Dimension.TIME, 60_000, "min", "m", "minute", "minutes");
        add(Dimension.TIME, 3_600_000, "h", "hour", "hours");
        add(Dimension.TIME, 86_400_000, "day", "days", "d");
        add(Dimension.VOLUME, 1, "B", "octet", "octets", "byte", "bytes");
        add(Dimension.VOLUME, 1_000, "kB");
        add(Dimension.VOLUME, 1_000_000, "MB");
        add(Dimension.VOLUME, 1_000_000_000, "GB");
        add(Dimension.VOLUME, 1_000_000_000_000L, "TB");
        add(Dimension.VOLUME, 1_000_000_000_000_000L, "PB");
        add(Dimension.VOLUME, 1L << 10, "KiB");
        add(Dimension.VOLUME, 1L << 20, "MiB");
        add(Dimension.VOLUME, 1L << 30, "GiB");
        add(Dimension.VOLUME, 1L << 40, "TiB");
        add(Dimension.VOLUME, 1L << 50, "PiB");
    }

    static Optional<UnitWord> of(final String word) {
        return Optional.ofNullable(WORDS.get(word));
    }

    static List<String> words(final Dimension dimension) {
        return WORDS.values().stream()
                .filter(word -> word.dimension == dimension)
                .map(UnitWord::word)
                .toList();
    }

    private static void add(final Dimension dimension, final long size, final String... words) {
        for (final String word : words) {
            WORDS.put(word, new UnitWord(word, dimension, size));
        }
    }
}
