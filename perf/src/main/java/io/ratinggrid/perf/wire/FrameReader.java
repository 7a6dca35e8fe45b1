package io.ratinggrid.perf.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.wire.FrameCodec;

/** Reads frames where they lie in its buffer: nothing is allocated for one. One thread. */
public final class FrameReader {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int LENGTH_BYTES = 4;

    private final InputStream in;
    private final ByteSource frame = new ByteSource();
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private Kind kind = Kind.FAILURE;

    public FrameReader(final InputStream in) {
        this.in = in;
    }

    /** Goes to the next frame, whose {@link #kind} and {@link #fields} are there then; false at the end of all frames. */
    public boolean next() throws IOException {
        if (!nextFrame()) {
            return false;
        }
        kind = Kind.of(frame.getByte());
        return true;
    }

    public Kind kind() {
        return kind;
    }

    /** Valid until the next frame. */
    public ByteSource fields() {
        return frame;
    }

    /** False at the end; the frame is read from its kind on. */
    boolean nextFrame() throws IOException {
        if (!has(LENGTH_BYTES)) {
            return false;
        }
        final int length = Bytes.getInt(buffer, start);
        if (length < 1 || length > FrameCodec.MOST_BYTES) {
            throw new IOException("frameBytes=" + length + " most=" + FrameCodec.MOST_BYTES);
        }
        if (!has(LENGTH_BYTES + length)) {
            throw new EOFException("end within a frame");
        }
        frame.wrap(buffer, start + LENGTH_BYTES, length);
        start += LENGTH_BYTES + length;
        return true;
    }

    /** Reads until so many bytes are there; false if all ends before. */
    private boolean has(final int count) throws IOException {
        if (end - start < count) {
            makeRoom(count);
        }
        while (end - start < count) {
            final int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                if (end > start) {
                    throw new EOFException("end within a frame");
                }
                return false;
            }
            end += read;
        }
        return true;
    }

    private void makeRoom(final int count) {
        final byte[] target = count > buffer.length ? new byte[count] : buffer;
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
    }
}
