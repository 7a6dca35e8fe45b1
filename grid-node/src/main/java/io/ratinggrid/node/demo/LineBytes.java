package io.ratinggrid.node.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The ASCII bytes of one line, put together without garbage. Reused; one thread. */
final class LineBytes {
    private static final int LONGEST = 512;
    private static final int DAY_S = 86_400;

    private final byte[] bytes = new byte[LONGEST];
    private final byte[] digits = new byte[20];
    private final byte[][] dates;
    private final long firstDay;
    private int length;

    /** Dates of times in [{@code earliest}, {@code latest}] seconds can be put. */
    LineBytes(final long earliest, final long latest) {
        firstDay = Math.floorDiv(earliest, DAY_S);
        dates = new byte[(int) (Math.floorDiv(latest, DAY_S) - firstDay) + 1][];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = LocalDate.ofEpochDay(firstDay + i).toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    void put(final int character) {
        bytes[length++] = (byte) character;
    }

    void put(final byte[] ascii) {
        put(ascii, ascii.length);
    }

    void put(final byte[] ascii, final int count) {
        System.arraycopy(ascii, 0, bytes, length, count);
        length += count;
    }

    void put(final long number) {
        long rest = number;
        if (rest < 0) {
            put('-');
            rest = -rest;
        }
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        System.arraycopy(digits, at, bytes, length, digits.length - at);
        length += digits.length - at;
    }

    /** With leading zeros. */
    void put(final long number, final int places) {
        long rest = number;
        for (int i = places - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += places;
    }

    /** {@code 2026-06-01T10:15:30Z}. */
    void putTime(final long second) {
        final long day = Math.floorDiv(second, DAY_S);
        final int ofDay = (int) (second - day * DAY_S);
        put(dates[(int) (day - firstDay)]);
        put('T');
        put(ofDay / 3_600, 2);
        put(':');
        put(ofDay / 60 % 60, 2);
        put(':');
        put(ofDay % 60, 2);
        put('Z');
    }
}
