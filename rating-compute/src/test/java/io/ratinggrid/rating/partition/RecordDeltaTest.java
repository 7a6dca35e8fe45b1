package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import org.junit.jupiter.api.Test;

/** Records as what differs from those before, and words by their bytes that are not zero. */
class RecordDeltaTest {
    private static final int ROUNDS = 20_000;

    private final ByteSink sink = new ByteSink(16);

    @Test
    void shouldTakeTwoBytesForUpTo256EqualWords() {
        final byte[] record = random(new Random(1), 257 * Long.BYTES, 1.0);
        RecordDelta.write(sink, record, record.clone());
        assertEquals(2 + 2 + 2, sink.length(), "words, zeros of 256 words, one more");
        assertArrayEquals(record, read(record));
    }

    @Test
    void shouldTakeAByteForEachOneThatDiffers() {
        final byte[] before = new byte[48];
        final byte[] record = before.clone();
        Bytes.putLong(record, 16, 0x12_0034L);
        RecordDelta.write(sink, record, before);
        assertArrayEquals(new byte[] {6, 0, 1, 0b101, 0x34, 0x12, 0, 2}, sink.copy());
        assertArrayEquals(record, read(before));
    }

    @Test
    void shouldReadWhatItWrote() {
        final long seed = System.nanoTime();
        System.out.println("records as differences: seed=" + seed + " records=" + ROUNDS);
        final Random random = new Random(seed);
        byte[] before = RecordDelta.NONE;
        for (int round = 0; round < ROUNDS; round++) {
            final byte[] record = random(random, random.nextInt(80) * Long.BYTES, random.nextDouble());
            final int alike = random.nextInt(1 + Math.min(before.length, record.length));
            System.arraycopy(before, 0, record, 0, alike);
            sink.truncate(0);
            RecordDelta.write(sink, record, before);
            assertArrayEquals(record, read(before), "round=" + round);
            before = record;
        }
    }

    private byte[] read(final byte[] before) {
        final ByteSource source = new ByteSource().wrap(sink.bytes(), 0, sink.length());
        final byte[] record = RecordDelta.read(source, before);
        assertEquals(0, source.remaining());
        return record;
    }

    /** Each byte is zero but for a share of them. */
    private static byte[] random(final Random random, final int bytes, final double share) {
        final byte[] record = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            record[i] = random.nextDouble() < share ? (byte) random.nextInt() : 0;
        }
        return record;
    }
}
