package io.ratinggrid.rating;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in byte arrays, bounds checked. */
public final class Bytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    public static long getLong(final byte[] bytes, final int offset) {
        return (long) LONG.get(bytes, offset);
    }

    public static void putLong(final byte[] bytes, final int offset, final long value) {
        LONG.set(bytes, offset, value);
    }

    /** A var, see {@link ByteSink#putVar}, in so many bytes, even if it could do with fewer: for what becomes known when its place is taken. */
    public static void putVar(final byte[] bytes, final int offset, final int length, final int value) {
        int rest = value;
        for (int i = 0; i < length - 1; i++) {
            bytes[offset + i] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[offset + length - 1] = (byte) rest;
    }

    public static int getInt(final byte[] bytes, final int offset) {
        return (int) INT.get(bytes, offset);
    }

    public static void putInt(final byte[] bytes, final int offset, final int value) {
        INT.set(bytes, offset, value);
    }

    public static int getShort(final byte[] bytes, final int offset) {
        return (short) SHORT.get(bytes, offset) & 0xffff;
    }

    public static void putShort(final byte[] bytes, final int offset, final int value) {
        SHORT.set(bytes, offset, (short) value);
    }
}
