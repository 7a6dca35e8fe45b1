package io.ratinggrid.node.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Ends a text that has any character with a line end. */
final class LineEndingWriter extends FilterWriter {
    private boolean empty = true;
    private boolean closed;

    LineEndingWriter(final Writer out) {
        super(out);
    }

    @Override
    public void write(final int character) throws IOException {
        empty = false;
        super.write(character);
    }

    @Override
    public void write(final char[] buffer, final int offset, final int length) throws IOException {
        empty &= length == 0;
        super.write(buffer, offset, length);
    }

    @Override
    public void write(final String text, final int offset, final int length) throws IOException {
        empty &= length == 0;
        super.write(text, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (!closed && !empty) {
            out.write('\n');
        }
        closed = true;
        super.close();
    }
}
