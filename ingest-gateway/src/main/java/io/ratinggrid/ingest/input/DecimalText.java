package io.ratinggrid.ingest.input;

/** Reads decimals exactly: sign, digits, point, digits. Reused; one thread. */
public final class DecimalText {
    private static final int MOST_DIGITS = 18;

    private long unscaled;
    private int decimals;

    /** False if the text is no decimal, or has more than {@value #MOST_DIGITS} digits. */
    public boolean parse(final CharSequence text) {
        final boolean negative = text.length() > 0 && text.charAt(0) == '-';
        unscaled = 0;
        decimals = 0;
        boolean point = false;
        int digits = 0;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            final char next = text.charAt(i);
            if (next >= '0' && next <= '9') {
                digits += unscaled == 0 && next == '0' ? 0 : 1;
                if (digits > MOST_DIGITS || decimals == MOST_DIGITS) {
                    return false;
                }
                unscaled = unscaled * 10 + next - '0';
                decimals += point ? 1 : 0;
            } else if (next == '.' && !point && i > (negative ? 1 : 0)) {
                point = true;
            } else {
                return false;
            }
        }
        unscaled = negative ? -unscaled : unscaled;
        final char last = text.length() == 0 ? '.' : text.charAt(text.length() - 1);
        return last >= '0' && last <= '9';
    }

    public long unscaled() {
        return unscaled;
    }

    public int decimals() {
        return decimals;
    }
}
