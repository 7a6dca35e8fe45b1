package io.ratinggrid.ingest;

import io.ratinggrid.rating.ByteSource;

/** Reads the source file of an encoded command without the rest; the layout is drawn in {@code CommandCodec}. */
final class CommandPeek {
    private static final int FORMAT_TYPE_FLAGS_ACCOUNT = 11;
    private static final int ORIGIN = 4;
    private static final int CONTENT = 8;

    private final ByteSource source = new ByteSource();

    int sourceFile(final byte[] bytes, final int offset, final int length) {
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
