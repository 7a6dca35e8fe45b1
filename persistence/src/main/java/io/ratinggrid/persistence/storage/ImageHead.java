package io.ratinggrid.persistence.storage;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Hash64;

/**
 * What is stored under the key of an image: a small image itself, or the name of the parts of a larger one. The parts of two images of one
 * chunk have other keys, so an image stands whole as soon as its head does, and until then the one before it. Immutable.
 *
 * <pre>
 *   image                                        up to {@link #PART_BYTES}, if it begins with neither 0 nor 1
 *   0, image                                     up to {@link #PART_BYTES}
 *   1, version, number of bytes, their hash      larger; part i is stored at {@link #partNumber}
 * </pre>
 *
 * @param image   if it is small, else null
 * @param version of the parts, made from the bytes, so that the same image once more goes to the same place
 */
record ImageHead(byte[] image, int version, int bytes, long hash) {
    /** A value that a store takes in one piece: its WAL has room for it. */
    static final int PART_BYTES = 1024 * 1024;

    private static final ImageHead NO_PARTS = new ImageHead(new byte[0], 0, 0, 0);
    private static final int MOST_PARTED_BYTES = 32;
    private static final int INLINE = 0;
    private static final int PARTED = 1;
    private static final int VERSION_BITS = 20;
    private static final int PART_BITS = 12;
    private static final int VERSIONS = 1 << VERSION_BITS;

    /** For an image that takes the place of {@code before}, null for none. */
    static ImageHead of(final byte[] image, final ImageHead before) {
        if (image.length <= PART_BYTES) {
            return new ImageHead(image, 0, image.length, 0);
        }
        final long hash = Hash64.hash(image, 0, image.length, 0);
        final int version = (int) (hash & VERSIONS - 2);
        final boolean isTaken = before != null && before.isParted() && before.version == version && before.hash != hash;
        return new ImageHead(null, isTaken ? version + 1 : version, image.length, hash);
    }

    /**
     * Reads what was stored.
     *
     * @throws IllegalArgumentException if it is nothing
     */
    static ImageHead decode(final byte[] stored) {
        if (stored.length == 0) {
            throw new IllegalArgumentException("no image is empty, nor its head");
        }
        if (stored[0] == INLINE) {
            return new ImageHead(Arrays.copyOfRange(stored, 1, stored.length), 0, stored.length - 1, 0);
        }
        if (isItself(stored)) {
            return new ImageHead(stored, 0, stored.length, 0);
        }
        final ByteSource source = new ByteSource().wrap(stored, 0, stored.length);
        source.skip(1);
        return new ImageHead(null, (int) source.getVar(), (int) source.getVar(), source.getLong());
    }

    /** Not to be changed: it may be the image itself. */
    byte[] encode() {
        if (!isParted()) {
            if (isItself(image)) {
                return image;
            }
            final byte[] stored = new byte[1 + bytes];
            stored[0] = INLINE;
            System.arraycopy(image, 0, stored, 1, bytes);
            return stored;
        }
        final ByteSink sink = new ByteSink(MOST_PARTED_BYTES);
        sink.putByte(PARTED);
        sink.putVar(version);
        sink.putVar(bytes);
        sink.putLong(hash);
        return sink.copy();
    }

    /** True if what is stored, or the image to be stored, says that it is an image: those of accounts do, which are many and large. */
    private static boolean isItself(final byte[] bytes) {
        return bytes[0] != INLINE && bytes[0] != PARTED;
    }

    /** What the next image of the chunk has to know of it: which parts there are. */
    ImageHead withoutImage() {
        return isParted() ? this : NO_PARTS;
    }

    boolean isParted() {
        return image == null;
    }

    /** How many parts there are beside the head. */
    int parts() {
        return isParted() ? (bytes + PART_BYTES - 1) / PART_BYTES : 0;
    }

    /** The bytes of a part. */
    static byte[] part(final byte[] image, final int part) {
        return Arrays.copyOfRange(image, part * PART_BYTES, Math.min(image.length, (part + 1) * PART_BYTES));
    }

    /** Where a part of a chunk's image is stored: below the numbers of manifest and chunks. */
    long partNumber(final int chunk, final int part) {
        return Long.MIN_VALUE | (long) chunk << VERSION_BITS + PART_BITS | (long) version << PART_BITS | part;
    }

    /** True if these are the bytes that it names. */
    boolean isOf(final byte[] whole) {
        return whole.length == bytes && Hash64.hash(whole, 0, whole.length, 0) == hash;
    }
}
