package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageHeadTest {
    private static final int MEBI = ImageHead.PART_BYTES;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 2, 5, -1})
    void shouldKeepASmallImageInItself(final byte first) {
        for (final int length : new int[] {1, 127, 128, 16_383, 16_384, MEBI}) {
            assertTrue(ImageHead.isSmall(length));
            final byte[] image = bytes(length);
            image[0] = first;
            final byte[] stored = bytes(ImageHead.storedBytes(length) + 100);
            ImageHead.store(Arrays.copyOf(image, length + 7), length, stored);
            assertIsImage(image, stored);
        }
    }

    /** As they were stored once. */
    @Test
    void shouldReadASmallImageThatFillsItsArray() {
        final byte[] image = {5, 4, 3};
        assertIsImage(image, image);
        assertIsImage(image, new byte[] {0, 5, 4, 3});
    }

    private static void assertIsImage(final byte[] image, final byte[] stored) {
        final ImageHead head = ImageHead.decode(stored);
        assertFalse(head.isParted());
        assertEquals(0, head.parts());
        assertArrayEquals(image, head.image());
    }

    @Test
    void shouldNameThePartsOfALargeImage() {
        final byte[] image = bytes(2 * MEBI + 1);
        final ImageHead head = ImageHead.of(image, null);
        assertEquals(head, ImageHead.decode(head.encode()));
        assertEquals(3, head.parts());
        assertEquals(1, ImageHead.part(image, 2).length);
        assertTrue(head.isOf(image));
        image[MEBI]++;
        assertFalse(head.isOf(image));
    }

    @Test
    void shouldPutTheSameImageToTheSamePlaceAndAnotherElsewhere() {
        final byte[] image = bytes(2 * MEBI);
        final ImageHead first = ImageHead.of(image, null);
        assertEquals(first, ImageHead.of(image, first));
        final ImageHead alike = new ImageHead(null, first.version(), 2 * MEBI, first.hash() + 1);
        assertNotEquals(first.version(), ImageHead.of(image, alike).version());
    }

    @Test
    void shouldHaveAPlaceOfItsOwnForEachPart() {
        final Set<Long> numbers = new HashSet<>();
        for (final int chunk : new int[] {0, 1, 15, Integer.MAX_VALUE}) {
            for (final int version : new int[] {0, 1, (1 << 20) - 1}) {
                for (final int part : new int[] {0, 1, 4_000}) {
                    final long number = new ImageHead(null, version, 1, 0).partNumber(chunk, part);
                    assertTrue(number < -1 && numbers.add(number), "chunk=" + chunk + " part=" + part);
                }
            }
        }
    }

    @Test
    void shouldRefuseNothing() {
        assertThrows(IllegalArgumentException.class, () -> ImageHead.decode(new byte[0]));
    }

    private byte[] bytes(final int size) {
        final byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
