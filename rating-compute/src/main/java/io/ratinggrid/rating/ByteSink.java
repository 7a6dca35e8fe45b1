package io.ratinggrid.rating;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array that is written from the front: fixed and variable-length numbers, texts. Reused; one thread. */
public final class ByteSink {
    private byte[] bytes;
    private int length;

    public ByteSink(final int initialCapacity) {
        bytes = new byte[initialCapacity];
    }

    /** The array behind it, valid up to {@link #length()} until the next write. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Drops what is beyond {@code newLength}. */
    public void truncate(final int newLength) {
        length = newLength;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    public void putByte(final int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    public void putInt(final int value) {
        ensure(4);
        Bytes.putInt(bytes, length, value);
        length += 4;
    }

    public void putLong(final long value) {
        ensure(8);
        Bytes.putLong(bytes, length, value);
        length += 8;
    }

    /** 1 to 10 bytes, seven bits each, low ones first; for numbers that are small and not negative. */
    public void putVar(final long value) {
        ensure(10);
        if ((value & ~0x7fL) == 0) {
            bytes[length++] = (byte) value;
            return;
        }
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Zigzag: small magnitudes of either sign take few bytes. */
    public void putSigned(final long value) {
        putVar(value << 1 ^ value >> 63);
    }

    /** A mask of its bytes that are not zero, the low bit for the lowest, and those bytes, lowest first: 1 to 9 bytes. */
    public void putSparse(final long value) {
        ensure(9);
        int at = length + 1;
        int mask = 0;
        for (long rest = value; rest != 0; ) {
            final int shift = Long.numberOfTrailingZeros(rest) & -Byte.SIZE;
            bytes[at++] = (byte) (rest >>> shift);
            mask |= 1 << (shift >>> 3);
            rest &= ~(0xffL << shift);
        }
        bytes[length] = (byte) mask;
        length = at;
    }

    public void putBytes(final byte[] source, final int offset, final int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Length and UTF-8 bytes; null is written as the empty text. */
    public void putText(final String text) {
        final byte[] encoded = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        putVar(encoded.length);
        putBytes(encoded, 0, encoded.length);
    }

    private void ensure(final int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
