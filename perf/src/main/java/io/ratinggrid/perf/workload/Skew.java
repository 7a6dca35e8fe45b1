package io.ratinggrid.perf.workload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which accounts use how much: {@code hotShare} of the events, drawn evenly, are of the first {@code hotAccounts} of all accounts,
 * the others of all the others. Shares are in thousandths.
 *
 * @param hotAccounts part of the accounts, 0 to 1,000; 0: one account alone, at least one in any case
 * @param hotShare    part of the events, 0 to 1,000
 */
public record Skew(int hotAccounts, int hotShare) {
    /** All accounts alike. */
    public static final Skew NONE = new Skew(0, 0);

    private static final Pattern HOT = Pattern.compile("hot:(\\d+(?:\\.\\d)?)%:(\\d+(?:\\.\\d)?)%");
    private static final Pattern ONE = Pattern.compile("one:(\\d+(?:\\.\\d)?)%");
    private static final int WHOLE = 1_000;

    public Skew {
        if (hotAccounts < 0 || hotAccounts > WHOLE || hotShare < 0 || hotShare > WHOLE) {
            throw new IllegalArgumentException("hotAccounts=" + hotAccounts + " hotShare=" + hotShare + " of " + WHOLE);
        }
    }

    /**
     * Reads {@code none} or, as {@code hot:1%:50%}, how many of the accounts make how much of the usage, or, as {@code one:5%},
     * how much a single account makes.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Skew of(final String text) {
        if ("none".equals(text)) {
            return NONE;
        }
        final Matcher one = ONE.matcher(text);
        if (one.matches()) {
            return new Skew(0, thousandths(one.group(1)));
        }
        final Matcher hot = HOT.matcher(text);
        if (!hot.matches()) {
            throw new IllegalArgumentException("skew=" + text + ", must be none or as hot:1%:50% or one:5%");
        }
        return new Skew(thousandths(hot.group(1)), thousandths(hot.group(2)));
    }

    private static int thousandths(final String percent) {
        return (int) Math.round(Double.parseDouble(percent) * 10);
    }

    /** The account of an event, 0 to {@code accounts - 1}, from 64 random bits. */
    int account(final long random, final int accounts) {
        if (hotShare == 0) {
            return (int) ((random >>> 21) % accounts);
        }
        final int hot = (int) Math.max(1, (long) accounts * hotAccounts / WHOLE);
        final int draw = (int) (random >>> 1 & 0xF_FFFF) % WHOLE;
        final long rest = random >>> 21;
        if (draw < hotShare || hot == accounts) {
            return (int) (rest % hot);
        }
        return hot + (int) (rest % (accounts - hot));
    }

    @Override
    public String toString() {
        if (hotShare == 0) {
            return "none";
        }
        return (hotAccounts == 0 ? "one:" : "hot:" + hotAccounts / 10.0 + "%:") + hotShare / 10.0 + "%";
    }
}
