package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.List;

/** Prefixes of E.164 numbers: 0 to 15 digits. */
final class Prefixes {
    static final int LONGEST = 15;

    private Prefixes() {}

    static boolean isPrefix(final String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static String wouldBeRight(final String text) {
        final String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > LONGEST
                ? "0 to " + LONGEST + " digits"
                : "digits only; did you mean '" + digits + "'?";
    }

    /**
     * The fewest prefixes that are what carriers write: a prefix, perhaps with a plus sign, or a range as in
     * {@code 44780-44785} or {@code 44780-5}. Empty for what is neither.
     */
    static List<String> expand(final String country, final String written) {
        final String text = (country + written).replace("+", "");
        final int dash = text.indexOf('-');
        if (dash < 0) {
            return isPrefix(text) && !text.isEmpty() ? List.of(text) : List.of();
        }
        final String first = text.substring(0, dash).strip();
        final String end = text.substring(dash + 1).strip();
        final String last =
                end.length() < first.length() ? first.substring(0, first.length() - end.length()) + end : end;
        final boolean range = isPrefix(first) && isPrefix(last) && !end.isEmpty() && first.length() == last.length();
        return range && first.compareTo(last) <= 0 ? cover(first, last) : List.of();
    }

    private static List<String> cover(final String first, final String last) {
        final int digits = first.length();
        final long end = Long.parseLong(last);
        final List<String> prefixes = new ArrayList<>();
        for (long next = Long.parseLong(first); next <= end; ) {
            int dropped = 0;
            long block = 1;
            while (dropped + 1 < digits && next % (block * 10) == 0 && next + block * 10 - 1 <= end) {
                block *= 10;
                dropped++;
            }
            prefixes.add(String.format("%0" + digits + "d", next).substring(0, digits - dropped));
            next += block;
        }
        return prefixes;
    }
}
