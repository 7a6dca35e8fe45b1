package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ImageArraysTest {
    private final ImageArrays arrays = new ImageArrays();

    @Test
    void shouldHaveRoomAndNotMuchMore() {
        for (int bytes = 1; bytes < 100_000; bytes = bytes * 5 / 4 + 1) {
            final int length = arrays.take(bytes).length;
            assertTrue(length >= bytes && length - bytes <= bytes / 16, "bytes=" + bytes + " length=" + length);
        }
    }

    @Test
    void shouldUseAnArrayAgainOnceItIsGivenBack() {
        final byte[] first = arrays.take(60_000);
        final byte[] second = arrays.take(60_001);
        assertNotSame(first, second);
        assertEquals(first.length, second.length);
        arrays.giveBack(first);
        assertSame(first, arrays.take(59_999));
        assertNotSame(first, arrays.take(59_999));
    }

    @Test
    void shouldNotKeepTheLongest() {
        final byte[] longest = arrays.take(256 * 1024 + 1);
        arrays.giveBack(longest);
        assertNotSame(longest, arrays.take(256 * 1024 + 1));
    }
}
