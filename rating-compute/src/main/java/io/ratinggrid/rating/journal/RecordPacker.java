package io.ratinggrid.rating.journal;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Bytes;

/**
 * Packs the records of an entry: what stood before in it is written as its distance. Events of an entry have much in common, such as
 * names, origins and attributes. Mutable, reused; one thread. Allocates nothing once its buffer is large enough.
 *
 * <pre>
 *  parts, each:  u8 literals L (high four bits) and match M (low four bits)
 *                [L = 15: bytes of 255 that are added to it, and one that is less]   L bytes as they are
 *                u16 distance D, little-endian: the next M + 4 bytes are those D before them
 *                [M = 15: the same for M]
 *  The last part ends behind its literals.
 * </pre>
 */
public final class RecordPacker {
    private static final int SHORTEST = 4;
    private static final int FARTHEST = 0xffff;
    private static final int NIBBLE = 15;
    private static final int MORE = 255;
    private static final int HASH_BITS = 12;
    private static final int FACTOR = -1640531535;
    /** After so many places without a match, as a power of two, places are left out. */
    private static final int PATIENCE = 6;

    private final int[] places = new int[1 << HASH_BITS];
    private final ByteSink packed = new ByteSink(0);

    /** The bytes of a sink, packed; valid until the next call. */
    ByteSink pack(final ByteSink records) {
        packed.truncate(0);
        Arrays.fill(places, -1);
        final byte[] bytes = records.bytes();
        final int length = records.length();
        int written = 0;
        int tried = 0;
        for (int at = 0; at + SHORTEST <= length; ) {
            final int hash = Bytes.getInt(bytes, at) * FACTOR >>> Integer.SIZE - HASH_BITS;
            final int before = places[hash];
            places[hash] = at;
            if (before < 0 || at - before > FARTHEST || Bytes.getInt(bytes, before) != Bytes.getInt(bytes, at)) {
                at += 1 + (tried++ >>> PATIENCE);
                continue;
            }
            final int match = matching(bytes, before, at, length);
            part(bytes, written, at - written, match - SHORTEST);
            Bytes.putShort(packed.bytes(), packed.length() - 2, at - before);
            lengthBeyond(match - SHORTEST);
            at += match;
            written = at;
            tried = 0;
        }
        part(bytes, written, length - written, 0);
        packed.truncate(packed.length() - 2);
        return packed;
    }

    /** How many bytes are the same at both places, up to the end. */
    private static int matching(final byte[] bytes, final int before, final int at, final int length) {
        int match = SHORTEST;
        while (at + match + Long.BYTES <= length) {
            final long difference = Bytes.getLong(bytes, before + match) ^ Bytes.getLong(bytes, at + match);
            if (difference != 0) {
                return match + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            match += Long.BYTES;
        }
        while (at + match < length && bytes[before + match] == bytes[at + match]) {
            match++;
        }
        return match;
    }

    /** Literals, and room for a distance. */
    private void part(final byte[] bytes, final int from, final int literals, final int match) {
        packed.putByte(Math.min(NIBBLE, literals) << 4 | Math.min(NIBBLE, match));
        lengthBeyond(literals);
        packed.putBytes(bytes, from, literals);
        packed.putByte(0);
        packed.putByte(0);
    }

    private void lengthBeyond(final int length) {
        if (length < NIBBLE) {
            return;
        }
        int rest = length - NIBBLE;
        for (; rest >= MORE; rest -= MORE) {
            packed.putByte(MORE);
        }
        packed.putByte(rest);
    }

    /**
     * The bytes that were packed, in an array of their own.
     *
     * @throws IllegalArgumentException if they are not so many, or what is packed makes no sense
     */
    static byte[] unpack(final byte[] packed, final int offset, final int length, final int unpackedLength) {
        final byte[] bytes = new byte[unpackedLength];
        final Unpacking unpacking = new Unpacking(packed, offset, offset + length, bytes);
        while (unpacking.part()) {}
        return bytes;
    }

    /** Where an unpacking stands. */
    private static final class Unpacking {
        private final byte[] packed;
        private final byte[] bytes;
        private final int end;
        private int from;
        private int to;

        Unpacking(final byte[] packed, final int from, final int end, final byte[] bytes) {
            this.packed = packed;
            this.from = from;
            this.end = end;
            this.bytes = bytes;
        }

        /** Unpacks a part; false if it was the last. */
        boolean part() {
            check(from < end);
            final int lengths = packed[from++] & 0xff;
            final int literals = length(lengths >>> 4);
            check(literals <= end - from && literals <= bytes.length - to);
            System.arraycopy(packed, from, bytes, to, literals);
            from += literals;
            to += literals;
            if (from == end) {
                check(to == bytes.length);
                return false;
            }
            check(from + 2 <= end);
            final int distance = Bytes.getShort(packed, from);
            from += 2;
            final int match = length(lengths & NIBBLE) + SHORTEST;
            check(distance > 0 && distance <= to && match <= bytes.length - to);
            copy(distance, match);
            return true;
        }

        private void copy(final int distance, final int match) {
            if (distance >= match) {
                System.arraycopy(bytes, to - distance, bytes, to, match);
                to += match;
                return;
            }
            for (final int last = to + match; to < last; to++) {
                bytes[to] = bytes[to - distance];
            }
        }

        private int length(final int nibble) {
            int length = nibble;
            if (nibble == NIBBLE) {
                int more = MORE;
                while (more == MORE) {
                    check(from < end && length <= bytes.length);
                    more = packed[from++] & 0xff;
                    length += more;
                }
            }
            return length;
        }

        private void check(final boolean sound) {
            if (!sound) {
                throw new IllegalArgumentException("packed records are damaged: at=" + from + " of=" + end
                        + " unpacked=" + to + " of=" + bytes.length);
            }
        }
    }
}
