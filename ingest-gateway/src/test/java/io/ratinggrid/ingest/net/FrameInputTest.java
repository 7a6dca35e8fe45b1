package io.ratinggrid.ingest.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import org.junit.jupiter.api.Test;

final class FrameInputTest {
    private static final int MOST = 1_000;

    private final ByteSink sink = new ByteSink(64);

    @Test
    void shouldReadFramesOfAnyLengthOneAfterTheOther() throws IOException {
        for (final int length : new int[] {1, 600, 3, MOST, 2}) {
            frame(length, (byte) length);
        }
        final FrameInput input = input(sink.length());
        for (final int length : new int[] {1, 600, 3, MOST, 2}) {
            final ByteSource frame = input.read(MOST);
            assertEquals(length, frame.remaining());
            while (frame.remaining() > 0) {
                assertEquals(length & 0xff, frame.getByte());
            }
        }
        assertThrows(EOFException.class, () -> input.read(MOST));
    }

    @Test
    void shouldRefuseWhatIsTooLongOrEmpty() {
        frame(MOST + 1, (byte) 7);
        assertThrows(IOException.class, () -> input(sink.length()).read(MOST));
        sink.truncate(0);
        frame(0, (byte) 7);
        assertThrows(IOException.class, () -> input(sink.length()).read(MOST));
    }

    @Test
    void shouldNotTakeAPartForAFrame() {
        frame(600, (byte) 7);
        assertThrows(EOFException.class, () -> input(sink.length() - 1).read(MOST));
    }

    private void frame(final int length, final byte filled) {
        final byte[] bytes = new byte[length];
        Arrays.fill(bytes, filled);
        sink.putInt(length);
        sink.putBytes(bytes, 0, length);
    }

    private FrameInput input(final int bytes) {
        return new FrameInput(new ByteArrayInputStream(sink.bytes(), 0, bytes));
    }
}
