package io.ratinggrid.persistence.storage;

import java.util.HashMap;
import java.util.Map;

/**
 * Arrays that images are put from, used again: one of each length, and the lengths are those in sixteenths between two powers of two, so that an
 * image is at most a sixteenth shorter. One thread, one array at a time.
 */
final class ImageArrays {
    /** Bytes of the longest that is kept; all together are then 8 MiB at most. */
    private static final int MOST_KEPT_BYTES = 256 * 1024;

    private static final int STEPS = 16;

    private final Map<Integer, byte[]> kept = new HashMap<>();

    /** One with room for so many bytes, with whatever in it. */
    byte[] take(final int bytes) {
        if (bytes > MOST_KEPT_BYTES) {
            return new byte[bytes];
        }
        final int step = Math.max(1, Integer.highestOneBit(bytes) / STEPS);
        final int length = Math.multiplyExact((bytes + step - 1) / step, step);
        final byte[] used = kept.remove(length);
        return used == null ? new byte[length] : used;
    }

    /** Nobody reads it any more. */
    void giveBack(final byte[] array) {
        if (array.length <= MOST_KEPT_BYTES) {
            kept.put(array.length, array);
        }
    }
}
