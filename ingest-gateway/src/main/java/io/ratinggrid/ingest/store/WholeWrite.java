package io.ratinggrid.ingest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Writes all of something at the end of a file, or nothing: a disk that is full in the middle of it leaves no half of an entry behind. */
final class WholeWrite {
    private WholeWrite() {}

    /**
     * The channel stands at the end of its file, before and after.
     *
     * @throws UncheckedIOException if it is not written; the same may be tried again
     */
    static void append(final FileChannel channel, final ByteBuffer bytes, final Path file) {
        try {
            final long end = channel.size();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (final IOException e) {
                channel.truncate(end);
                throw e;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write file=" + file, e);
        }
    }
}
