package io.ratinggrid.rating;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteSink} wrote. Reused; one thread. A read past the end throws {@link IndexOutOfBoundsException}. */
public final class ByteSource {
    private byte[] bytes = new byte[0];
    private int position;
    private int end;

    public ByteSource wrap(final byte[] source, final int offset, final int length) {
        bytes = source;
        position = offset;
        end = offset + length;
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return end - position;
    }

    public void skip(final int count) {
        claim(count);
    }

    public int getByte() {
        return bytes[claim(1)] & 0xff;
    }

    public int getInt() {
        return Bytes.getInt(bytes, claim(4));
    }

    public long getLong() {
        return Bytes.getLong(bytes, claim(8));
    }

    public long getVar() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            final int next = getByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("number of more than 10 bytes at position=" + position);
    }

    public long getSigned() {
        final long value = getVar();
        return value >>> 1 ^ -(value & 1);
    }

    public long getSparse() {
        long value = 0;
        for (int rest = getByte(); rest != 0; rest &= rest - 1) {
            value |= (long) getByte() << (Integer.numberOfTrailingZeros(rest) << 3);
        }
        return value;
    }

    public void getBytes(final byte[] target, final int count) {
        System.arraycopy(bytes, claim(count), target, 0, count);
    }

    public String getText() {
        final int length = Math.toIntExact(getVar());
        return new String(bytes, claim(length), length, StandardCharsets.UTF_8);
    }

    private int claim(final int count) {
        final int start = position;
        if (count < 0 || count > end - start) {
            throw new IndexOutOfBoundsException("position=" + start + " count=" + count + " end=" + end);
        }
        position = start + count;
        return start;
    }
}
