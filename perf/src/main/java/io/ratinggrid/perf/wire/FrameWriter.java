package io.ratinggrid.perf.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Bytes;

/** Gathers frames and writes them in one go, when there are many or it is told to. One thread. */
public final class FrameWriter {
    private static final int GATHERED_BYTES = 1 << 16;
    private static final int LENGTH_BYTES = 4;

    private final OutputStream out;
    private final ByteSink sink = new ByteSink(2 * GATHERED_BYTES);
    private int start;

    public FrameWriter(final OutputStream out) {
        this.out = out;
    }

    /** Begins a frame, whose fields are put into what is returned, until {@link #end}. */
    public ByteSink begin(final Kind kind) {
        start = sink.length();
        sink.putInt(0);
        sink.putByte(kind.number());
        return sink;
    }

    /** Where the fields of the frame go that has begun. */
    ByteSink sink() {
        return sink;
    }

    /** Ends the frame; waits while the other side takes nothing and much is gathered. */
    public void end() throws IOException {
        Bytes.putInt(sink.bytes(), start, sink.length() - start - LENGTH_BYTES);
        if (sink.length() >= GATHERED_BYTES) {
            flush();
        }
    }

    /** A frame with one text, written at once. */
    public void write(final Kind kind, final String text) throws IOException {
        begin(kind).putText(text);
        end();
        flush();
    }

    /** A frame without fields, written at once. */
    public void write(final Kind kind) throws IOException {
        begin(kind);
        end();
        flush();
    }

    /** A frame of the first ones, written at once. */
    void write(final Consumer<ByteSink> frame) throws IOException {
        frame.accept(sink);
        flush();
    }

    public void flush() throws IOException {
        if (sink.length() > 0) {
            out.write(sink.bytes(), 0, sink.length());
            out.flush();
            sink.truncate(0);
        }
    }
}
