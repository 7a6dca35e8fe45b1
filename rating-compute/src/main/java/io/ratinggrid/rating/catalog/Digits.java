package io.ratinggrid.rating.catalog;

import io.ratinggrid.rating.money.Money;

/** Telephone numbers and prefixes as numbers: up to {@value #LIMIT} digits, left-aligned in 18 decimal places. */
public final class Digits {
    /** E.164 has 15 digits at most; the rest is room for short-code and routing prefixes. */
    public static final int LIMIT = 18;

    private Digits() {}

    /**
     * Left-aligns digits: {@code "44"} is 44 * 10^16.
     *
     * @throws IllegalArgumentException for other characters or more than {@value #LIMIT} digits
     */
    public static long of(final CharSequence digits) {
        if (digits.length() > LIMIT) {
            throw new IllegalArgumentException("digits=" + digits + " longer than limit=" + LIMIT);
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            final int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("digits=" + digits + " has a character that is no digit");
            }
            value = value * 10 + digit;
        }
        return value * Money.power10(LIMIT - digits.length());
    }

    /** The first {@code length} digits as text. */
    public static String text(final long number, final int length) {
        final String digits = Long.toString(number);
        return ("0".repeat(LIMIT - digits.length()) + digits).substring(0, length);
    }
}
