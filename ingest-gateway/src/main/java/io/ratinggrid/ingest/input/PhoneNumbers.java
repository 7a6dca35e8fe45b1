package io.ratinggrid.ingest.input;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Telephone numbers as E.164 digits, without plus. What is already international is only checked; national writing is read
 * by libphonenumber for a region. Whether a number is in use is not judged: number plans change, and there are numbers for
 * films. Remembers recent answers, as libphonenumber takes ten microseconds or more. Reused; one thread.
 */
public final class PhoneNumbers {
    private static final int MOST_DIGITS = 15;
    private static final int LEAST_DIGITS = 2;
    private static final int CACHE = 1 << 12;

    private final String region;
    private final String[] cachedTexts = new String[CACHE];
    private final String[] cachedDigits = new String[CACHE];

    /** {@code region}: ISO 3166 code of the country whose national writing is meant; empty: numbers are international. */
    public PhoneNumbers(final String region) {
        this.region = region;
    }

    /**
     * The digits of a number.
     *
     * @throws InvalidRecordException if it is no telephone number; short codes such as 112 are
     */
    public String normal(final CharSequence text) throws InvalidRecordException {
        final int start = internationalStart(text);
        if (start >= 0 && isDigits(text, start) && text.length() - start <= MOST_DIGITS) {
            return text.subSequence(start, text.length()).toString();
        }
        final String whole = text.toString();
        final int slot = whole.hashCode() & CACHE - 1;
        if (!whole.equals(cachedTexts[slot])) {
            cachedDigits[slot] = parse(whole);
            cachedTexts[slot] = whole;
        }
        return cachedDigits[slot];
    }

    /**
     * Writes the ASCII digits of a number that is written internationally; returns their count, or 0 if {@link #normal} has
     * to be asked.
     */
    public int internationalDigits(final CharSequence text, final byte[] into, final int offset) {
        final int start = internationalStart(text);
        final int length = text.length() - start;
        if (start < 0 || length > MOST_DIGITS || !isDigits(text, start)) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            into[offset + i] = (byte) text.charAt(start + i);
        }
        return length;
    }

    /** Where the digits of an international number start, -1 if the text is not plainly one. */
    private int internationalStart(final CharSequence text) {
        if (text.length() > LEAST_DIGITS && text.charAt(0) == '+') {
            return 1;
        }
        final boolean plain = region.isEmpty() && text.length() >= LEAST_DIGITS && text.charAt(0) != '0';
        return plain ? 0 : -1;
    }

    private static boolean isDigits(final CharSequence text, final int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private String parse(final String text) throws InvalidRecordException {
        final String stripped = text.strip();
        final String international =
                region.isEmpty() && stripped.startsWith("00") ? "+" + stripped.substring(2) : stripped;
        if (!international.startsWith("+") && isDigits(international, 0) && isShortCode(international)) {
            return international;
        }
        try {
            final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
            final PhoneNumber number = util.parse(international, region.isEmpty() ? "ZZ" : region);
            return util.format(number, PhoneNumberUtil.PhoneNumberFormat.E164).substring(1);
        } catch (final NumberParseException e) {
            throw new InvalidRecordException(
                    "",
                    text,
                    0,
                    "is no telephone number",
                    region.isEmpty()
                            ? "with plus and country code, such as +447700900123"
                            : "with plus and country code, or as dialled in " + region);
        }
    }

    /** Numbers such as 112 or 150 are dialled as they are in every country. */
    private static boolean isShortCode(final String digits) {
        return digits.length() >= LEAST_DIGITS && digits.length() <= 6 && !digits.startsWith("00");
    }
}
