package io.ratinggrid.rating.text;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Patterns of dates and times that take only what exists: with Java's own default 31/02/2026 would be the 28th. */
public final class StrictDates {
    private StrictDates() {}

    /**
     * A pattern as authors write it, names of months in English.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static DateTimeFormatter pattern(final String pattern) {
        return DateTimeFormatter.ofPattern(withPlainYears(pattern), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** {@code y} is a year of an era, which nobody writes; {@code u} is the year. */
    private static String withPlainYears(final String pattern) {
        final StringBuilder plain = new StringBuilder();
        boolean isQuoted = false;
        for (final char letter : pattern.toCharArray()) {
            isQuoted ^= letter == '\'';
            plain.append(letter == 'y' && !isQuoted ? 'u' : letter);
        }
        return plain.toString();
    }
}
