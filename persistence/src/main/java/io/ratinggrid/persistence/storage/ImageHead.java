package io.ratinggrid.persistence.storage;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.Hash64;

/**
 * What is stored under the key of an image: a small image itself, or the name of the parts of a larger one. The parts of two images of one
 * chunk have other keys, so an image stands whole as soon as its head does, and until then the one before it. Immutable.
 *
 * <pre>
 *   2, number of bytes, image, anything          up to {@link #PART_BYTES}
 *   image, or 0 and image                        the same, as it was stored once; an image begins with none of these numbers
 *   1, version, number of bytes, their hash      larger; part i is stored at {@link #partNumber}
 * </pre>
 *
 * @param image   if it is small, else null
 * @param version of the parts, made from the bytes, so that the same image once more goes to the same place
 */
record ImageHead(byte[] image, int version, int bytes, long hash) {
    /** A value that a store takes in one piece: its WAL has room for it. */
    static final int PART_BYTES = 1024 * 1024;

    /** That of any small image, as far as the next image of the chunk has to know of it. */
    static final ImageHead NO_PARTS = new ImageHead(new byte[0], 0, 0, 0);

    private static final int MOST_PARTED_BYTES = 32;
    private static final int INLINE = 0;
    private static final int PARTED = 1;
    private static final int SMALL = 2;
    /** Bytes before a small image. */
    private static final int BEFORE = 4;

    private static final int VERSION_BITS = 20;
    private static final int PART_BITS = 12;
    private static final int VERSIONS = 1 << VERSION_BITS;

    /** True for an image of so many bytes that is stored in one piece. */
    static boolean isSmall(final int bytes) {
        return bytes <= PART_BYTES;
    }

    /** What a small image takes when it is stored. */
    static int storedBytes(final int bytes) {
        return BEFORE + bytes;
    }

    /** Writes what is stored of a small image, the first {@code length} of these bytes, into an array of {@link #storedBytes} or more. */
    static void store(final byte[] bytes, final int length, final byte[] stored) {
        stored[0] = SMALL;
        Bytes.putVar(stored, 1, BEFORE - 1, length);
        System.arraycopy(bytes, 0, stored, BEFORE, length);
    }

    /** For a large image that takes the place of {@code before}, null for none. */
    static ImageHead of(final byte[] image, final ImageHead before) {
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
        final ByteSource source = new ByteSource().wrap(stored, 0, stored.length);
        source.skip(1);
        return switch (stored[0]) {
            case INLINE -> small(Arrays.copyOfRange(stored, 1, stored.length));
            case PARTED -> new ImageHead(null, (int) source.getVar(), (int) source.getVar(), source.getLong());
            case SMALL -> {
                final int bytes = (int) source.getVar();
                yield small(Arrays.copyOfRange(stored, source.position(), source.position() + bytes));
            }
            default -> small(stored);
        };
    }

    private static ImageHead small(final byte[] image) {
        return new ImageHead(image, 0, image.length, 0);
    }

    /** Of a large image. */
    byte[] encode() {
        final ByteSink sink = new ByteSink(MOST_PARTED_BYTES);
        sink.putByte(PARTED);
        sink.putVar(version);
        sink.putVar(bytes);
        sink.putLong(hash);
        return sink.copy();
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
