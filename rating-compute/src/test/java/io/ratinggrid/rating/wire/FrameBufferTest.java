package io.ratinggrid.rating.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBufferTest {
    private static final int MOST = 1_000;

    private final FrameBuffer buffer = new FrameBuffer();

    @Test
    void shouldHoldFramesOfAnyLengthOneAfterTheOther() {
        for (final int length : new int[] {1, 600, 3, MOST, 2}) {
            Arrays.fill(buffer.room(length, MOST), 0, length, (byte) length);
            final ByteSource frame = buffer.frame();
            assertEquals(length, frame.remaining());
            while (frame.remaining() > 0) {
                assertEquals(length & 0xff, frame.getByte());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, MOST + 1, Integer.MAX_VALUE})
    void shouldRefuseWhatIsTooLongOrEmpty(final int length) {
        assertThrows(IllegalArgumentException.class, () -> buffer.room(length, MOST));
    }
}
