package io.ratinggrid.rating.command;

import io.ratinggrid.rating.ByteSource;

/** Reads the source file of an encoded command without the rest; the layout is drawn in {@link CommandCodec}. Reused; one thread. */
public final class CommandPeek {
    private static final int FORMAT_TYPE_FLAGS_ACCOUNT = 11;
    private static final int ORIGIN = 4;
    private static final int CONTENT = 8;

    private final ByteSource source = new ByteSource();

    /** Number of the source file of the command that begins at {@code offset}; 0: none. */
    public int sourceFile(final byte[] bytes, final int offset, final int length) {
        source.wrap(bytes, offset, length);
        source.skip(FORMAT_TYPE_FLAGS_ACCOUNT);
        source.getVar();
        source.getVar();
        source.skip(ORIGIN);
        source.skip((int) source.getVar());
        source.skip(CONTENT);
        return (int) source.getVar();
    }
}
