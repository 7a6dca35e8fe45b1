package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.io.InputStream;

/** A body of bounded length. */
final class LimitedBody extends InputStream {
    private final InputStream body;
    private final long limitBytes;
    private long leftBytes;

    /** The body is longer than it may be. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(final String message) {
            super(message);
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param lengthBytes as its sender says, -1 if not
     * @throws TooLargeException if that is too long already
     */
    LimitedBody(final InputStream body, final long lengthBytes, final long limitBytes) throws TooLargeException {
        this.body = body;
        this.limitBytes = limitBytes;
        leftBytes = limitBytes;
        if (lengthBytes > limitBytes) {
            throw tooLarge();
        }
    }

    private TooLargeException tooLarge() {
        return new TooLargeException("the body is longer than gateway.body-limit=" + limitBytes
                + " bytes; nothing of it was taken: send it in parts, or hand it in as a file");
    }

    @Override
    public int read() throws IOException {
        final byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(final byte[] bytes, final int offset, final int length) throws IOException {
        final int read = body.read(bytes, offset, length);
        leftBytes -= Math.max(0, read);
        if (leftBytes < 0) {
            throw tooLarge();
        }
        return read;
    }
}
