package io.ratinggrid.ingest.net;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.ratinggrid.rating.ByteSource;

/** Reads the frames of a connection one after the other, all into the same memory. One thread. */
public final class FrameInput {
    private static final int BUFFER_BYTES = 1 << 18;

    private final DataInputStream in;
    private final ByteSource source = new ByteSource();
    private byte[] frame = {};

    public FrameInput(final InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    }

    /**
     * Waits for the next frame; from its kind on, until the next one is read.
     *
     * @throws IOException when the connection ends, or the frame is longer than {@code mostBytes}
     */
    public ByteSource read(final int mostBytes) throws IOException {
        final int length = Integer.reverseBytes(in.readInt());
        if (length < 1 || length > mostBytes) {
            throw new IOException("frameBytes=" + length + " most=" + mostBytes);
        }
        if (length > frame.length) {
            frame = new byte[Math.min(mostBytes, 2 * length)];
        }
        in.readFully(frame, 0, length);
        return source.wrap(frame, 0, length);
    }
}
