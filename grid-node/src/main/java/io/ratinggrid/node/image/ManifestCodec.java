package io.ratinggrid.node.image;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.journal.JournalTip;

/**
 * Manifests as bytes, numbers little-endian.
 *
 * <pre>
 *  u8 format (2)   i32 partition
 *  i64 sequence    i64 checksum of that entry   i64 its time (ms)   i64 grid epoch   i64 owner epoch
 *  i32 chunks      (i64 sequence)*
 *  i32 streams     (i64 id high, i64 id low, i64 session, i64 last number, i64 checksum chain, i64 last sequence)*
 *  i64 kept from
 *  i64 checksum of all of the above
 * </pre>
 */
public final class ManifestCodec {
    private static final int FORMAT = 2;
    private static final int CHECKSUM_BYTES = 8;
    private static final int STREAM_BYTES = 48;
    private static final long SEED = 0x6d616e69666573L;

    private ManifestCodec() {}

    public static byte[] encode(final Manifest manifest) {
        final ByteSink sink = new ByteSink(256);
        sink.putByte(FORMAT);
        sink.putInt(manifest.partition());
        sink.putLong(manifest.tip().sequence());
        sink.putLong(manifest.tip().checksum());
        sink.putLong(manifest.tip().timeMs());
        sink.putLong(manifest.tip().gridEpoch());
        sink.putLong(manifest.tip().ownerEpoch());
        sink.putInt(manifest.chunkSequences().length);
        for (final long sequence : manifest.chunkSequences()) {
            sink.putLong(sequence);
        }
        sink.putInt(manifest.streams().size());
        for (final StreamPosition stream : manifest.streams()) {
            sink.putLong(stream.streamHigh());
            sink.putLong(stream.streamLow());
            sink.putLong(stream.session());
            sink.putLong(stream.lastNumber());
            sink.putLong(stream.chain());
            sink.putLong(stream.lastSequence());
        }
        sink.putLong(manifest.keptFrom());
        sink.putLong(Hash64.hash(sink.bytes(), 0, sink.length(), SEED));
        return sink.copy();
    }

    /**
     * Decodes and checks.
     *
     * @throws IllegalArgumentException if the bytes are no whole and unharmed manifest of this format
     */
    public static Manifest decode(final byte[] bytes) {
        final int sums = bytes.length - CHECKSUM_BYTES;
        check(sums > 0, "bytes", bytes.length);
        check(bytes[0] == FORMAT, "format", bytes[0]);
        final long computed = Hash64.hash(bytes, 0, sums, SEED);
        final ByteSource source = new ByteSource().wrap(bytes, sums, CHECKSUM_BYTES);
        check(computed == source.getLong(), "checksum", computed);
        source.wrap(bytes, 1, sums - 1);
        final int partition = source.getInt();
        final JournalTip tip = new JournalTip(
                source.getLong(), source.getLong(), source.getLong(), source.getLong(), source.getLong());
        final long[] chunkSequences = new long[count(source, Long.BYTES)];
        for (int chunk = 0; chunk < chunkSequences.length; chunk++) {
            chunkSequences[chunk] = source.getLong();
        }
        final int streamCount = count(source, STREAM_BYTES);
        final List<StreamPosition> streams = new ArrayList<>(streamCount);
        for (int i = 0; i < streamCount; i++) {
            streams.add(new StreamPosition(
                    source.getLong(),
                    source.getLong(),
                    source.getLong(),
                    source.getLong(),
                    source.getLong(),
                    source.getLong()));
        }
        final long keptFrom = source.getLong();
        check(source.remaining() == 0, "remaining", source.remaining());
        return new Manifest(partition, tip, chunkSequences, List.copyOf(streams), keptFrom);
    }

    private static int count(final ByteSource source, final int bytesEach) {
        final int count = source.getInt();
        check(count >= 0 && (long) count * bytesEach <= source.remaining(), "count", count);
        return count;
    }

    private static void check(final boolean sound, final String name, final long value) {
        if (!sound) {
            throw new IllegalArgumentException("manifest is damaged: " + name + "=" + value);
        }
    }
}
