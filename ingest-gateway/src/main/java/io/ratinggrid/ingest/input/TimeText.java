package io.ratinggrid.ingest.input;

/**
 * Reads times: {@code 2026-03-29T01:30:00Z}, {@code ...+02:00}, with up to nine decimals of the second (finer than a
 * millisecond is cut), or without offset in a given zone; a blank may stand for the T. Reused; one thread.
 */
public final class TimeText {
    public static final String RIGHT = "a time such as 2026-03-29T01:30:00Z";
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final long DAYS_BEFORE_1970 = 719_527;

    private CharSequence text;
    private int at;

    /** Milliseconds since the epoch. */
    public long parse(final CharSequence newText, final LocalZone zone) throws InvalidRecordException {
        text = newText;
        at = 0;
        final int year = number(4);
        expect('-');
        final int month = number(2);
        expect('-');
        final int day = number(2);
        if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            throw new InvalidRecordException("", text, 0, "names a day that does not exist", RIGHT);
        }
        final long epochDay = epochDay(year, month, day);
        if (at >= text.length() || text.charAt(at) != 'T' && text.charAt(at) != ' ') {
            throw invalid();
        }
        at++;
        final int hour = number(2);
        expect(':');
        final int minute = number(2);
        expect(':');
        final int second = number(2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new InvalidRecordException("", text, 0, "names a time of day that does not exist", RIGHT);
        }
        final int milli = fraction();
        final int secondOfDay = hour * 3_600 + minute * 60 + second;
        if (at == text.length()) {
            return zone.epochMs(epochDay, secondOfDay, milli);
        }
        return (epochDay * 86_400 + secondOfDay - offsetSeconds()) * 1_000 + milli;
    }

    private int offsetSeconds() throws InvalidRecordException {
        final char sign = text.charAt(at++);
        if (sign == 'Z' && at == text.length()) {
            return 0;
        }
        if (sign != '+' && sign != '-') {
            throw invalid();
        }
        final int hours = number(2);
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
        }
        final int minutes = number(2);
        if (at != text.length() || hours > 18 || minutes > 59) {
            throw invalid();
        }
        return (sign == '-' ? -1 : 1) * (hours * 3_600 + minutes * 60);
    }

    private int fraction() throws InvalidRecordException {
        if (at == text.length() || text.charAt(at) != '.') {
            return 0;
        }
        at++;
        int millis = 0;
        int digits = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            millis = digits < 3 ? millis * 10 + text.charAt(at) - '0' : millis;
            digits++;
        }
        if (digits == 0 || digits > 9) {
            throw invalid();
        }
        return digits == 1 ? millis * 100 : digits == 2 ? millis * 10 : millis;
    }

    private int number(final int digits) throws InvalidRecordException {
        if (text.length() - at < digits) {
            throw invalid();
        }
        int value = 0;
        for (final int end = at + digits; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                throw invalid();
            }
            value = value * 10 + text.charAt(at) - '0';
        }
        return value;
    }

    private void expect(final char wanted) throws InvalidRecordException {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw invalid();
        }
        at++;
    }

    private InvalidRecordException invalid() {
        return new InvalidRecordException("", text, 0, "is no time", RIGHT);
    }

    private static boolean isDigit(final char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLeap(final int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int daysOf(final int year, final int month) {
        return DAYS_OF_MONTH[month - 1] + (month == 2 && isLeap(year) ? 1 : 0);
    }

    private static long epochDay(final int year, final int month, final int day) {
        final int before = year - 1;
        final long leapDays = Math.floorDiv(before, 4) - Math.floorDiv(before, 100) + Math.floorDiv(before, 400);
        final int leapDay = month > 2 && isLeap(year) ? 1 : 0;
        return 365L * year + leapDays + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1 - DAYS_BEFORE_1970;
    }
}
