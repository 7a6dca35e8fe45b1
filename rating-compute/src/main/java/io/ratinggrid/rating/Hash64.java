package io.ratinggrid.rating;

/**
 * A 64-bit hash of bytes (the mixing of MurmurHash3's finaliser over 8-byte words). Stable for ever: keys and checksums in
 * journals and images are made with it. Not for secrets.
 */
public final class Hash64 {
    private static final long K1 = 0x9e3779b97f4a7c15L;

    private Hash64() {}

    public static long hash(final byte[] bytes, final int offset, final int length, final long seed) {
        long hash = seed ^ length * K1;
        int i = offset;
        final int end = offset + length;
        for (; i + 8 <= end; i += 8) {
            hash = mix(hash ^ Bytes.getLong(bytes, i)) + K1;
        }
        long tail = 0;
        for (int shift = 0; i < end; i++, shift += 8) {
            tail |= (bytes[i] & 0xffL) << shift;
        }
        return mix(hash ^ tail);
    }

    public static long mix(final long value) {
        long z = value;
        z = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }
}
