package io.ratinggrid.node.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

final class ImagePaceTest {
    private static final int PARTITIONS = 256;
    private static final long WHOLE = 8L << 20;

    private final ImagePace pace = new ImagePace(1_000, WHOLE, 300_000, 50);

    @Test
    void shouldSpreadPartitionsEvenlyOverTheSecondHalf() {
        for (long sequence = 0; sequence < 10_000; sequence += 1_111) {
            final long ofAll = sequence;
            final long[] eighths = new long[8];
            bytesOfAll(ofAll).forEach(bytes -> eighths[(int) ((bytes - WHOLE / 2 - 1) / (WHOLE / 16))]++);
            assertTrue(LongStream.of(eighths).allMatch(n -> n >= 10 && n <= 60), () -> "sequence=" + ofAll);
        }
    }

    @Test
    void shouldNeverBeBelowHalfOrAboveTheWhole() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            final ImagePace drawn = pace.ofRound(partition, 4_711);
            assertTrue(drawn.afterEntries() > 500 && drawn.afterEntries() <= 1_000, drawn::toString);
            assertTrue(drawn.afterBytes() > WHOLE / 2 && drawn.afterBytes() <= WHOLE, drawn::toString);
            assertTrue(drawn.afterMs() > 150_000 && drawn.afterMs() <= 300_000, drawn::toString);
            assertEquals(50, drawn.retryMs());
        }
    }

    @Test
    void shouldBeDrawnTheSameOnceMore() {
        assertEquals(pace.ofRound(7, 4_711), pace.ofRound(7, 4_711));
        assertEquals(
                10,
                LongStream.range(0, 10)
                        .map(n -> pace.ofRound(7, n).afterBytes())
                        .distinct()
                        .count());
    }

    @Test
    void shouldKeepWhatIsSmallAndWhatIsOff() {
        final ImagePace small = new ImagePace(1, Long.MAX_VALUE, 0, 50).ofRound(3, 5);
        assertEquals(1, small.afterEntries());
        assertTrue(small.afterBytes() > Long.MAX_VALUE / 2);
        assertEquals(0, small.afterMs());
    }

    private LongStream bytesOfAll(final long sequence) {
        return LongStream.range(0, PARTITIONS)
                .map(partition -> pace.ofRound((int) partition, sequence).afterBytes());
    }
}
