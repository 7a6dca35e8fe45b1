package io.ratinggrid.ingest.json;

import java.util.Optional;

/**
 * Names of which only the hash is left are written as {@code #} and hexadecimal digits, quantities whose unit is not known as
 * {@code #} and base units, when an event that came back from the grid is written as a line again; so that it can be read
 * again and is the same event.
 */
public final class RawHash {
    private RawHash() {}

    static String text(final int symbol) {
        return String.format("#%08x", symbol);
    }

    static String text(final long hash) {
        return String.format("#%016x", hash);
    }

    static String quantity(final long baseUnits) {
        return "#" + baseUnits;
    }

    static String ordinal(final int subscriber) {
        return "#" + subscriber;
    }

    /** The ordinal of {@code #n}. */
    public static Optional<Integer> ordinalOf(final String text) {
        return text.matches("#\\d{1,5}") ? Optional.of(Integer.parseInt(text.substring(1))) : Optional.empty();
    }

    static Optional<Integer> intOf(final String text) {
        return isRaw(text, 9) ? Optional.of(Integer.parseUnsignedInt(text.substring(1), 16)) : Optional.empty();
    }

    /** The hash of {@code #} and 16 digits. */
    public static Optional<Long> longOf(final String text) {
        return isRaw(text, 17) ? Optional.of(Long.parseUnsignedLong(text.substring(1), 16)) : Optional.empty();
    }

    static Optional<Long> quantityOf(final String text) {
        return text.matches("#-?\\d{1,18}") ? Optional.of(Long.parseLong(text.substring(1))) : Optional.empty();
    }

    private static boolean isRaw(final String text, final int length) {
        if (text.length() != length || text.charAt(0) != '#') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
