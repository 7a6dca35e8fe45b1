package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;

/**
 * A state record as what differs from the one before: accounts of a chunk have the most in common.
 *
 * <pre>
 *  var words of eight bytes, each exclusive-or'd with the word at its place in the record before, zero behind that one's end:
 *   sparse word (ByteSink)   if it is zero: u8 how many behind it are zero too
 * </pre>
 */
final class RecordDelta {
    /** What the first record is told from. */
    static final byte[] NONE = new byte[0];

    private static final int MOST_ZEROS = 255;

    private RecordDelta() {}

    /** A record has whole words. */
    static void write(final ByteSink sink, final byte[] record, final byte[] before) {
        sink.putVar(record.length / Long.BYTES);
        for (int at = 0; at < record.length; at += Long.BYTES) {
            final long difference = difference(record, before, at);
            sink.putSparse(difference);
            if (difference == 0) {
                final int zeros = zeros(record, before, at + Long.BYTES);
                sink.putByte(zeros);
                at += zeros * Long.BYTES;
            }
        }
    }

    /** The record, in an array of its own. */
    static byte[] read(final ByteSource source, final byte[] before) {
        final byte[] record = new byte[Math.multiplyExact((int) source.getVar(), Long.BYTES)];
        System.arraycopy(before, 0, record, 0, Math.min(before.length, record.length));
        for (int at = 0; at < record.length; at += Long.BYTES) {
            final long difference = source.getSparse();
            if (difference == 0) {
                at += source.getByte() * Long.BYTES;
            } else {
                Bytes.putLong(record, at, Bytes.getLong(record, at) ^ difference);
            }
        }
        return record;
    }

    private static int zeros(final byte[] record, final byte[] before, final int from) {
        int zeros = 0;
        for (int at = from; at < record.length && zeros < MOST_ZEROS && difference(record, before, at) == 0; ) {
            zeros++;
            at += Long.BYTES;
        }
        return zeros;
    }

    private static long difference(final byte[] record, final byte[] before, final int at) {
        return Bytes.getLong(record, at) ^ (at < before.length ? Bytes.getLong(before, at) : 0);
    }
}
