package io.ratinggrid.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full within an entry leaves the entry before as the last. */
final class WholeWriteTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTakeBackWhatWasWrittenInPart() throws IOException {
        final Path file = directory.resolve("log");
        try (FileChannel disk = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            WholeWrite.append(disk, bytes("one\n"), file);
            final ByteBuffer two = bytes("two\n");
            assertThrows(UncheckedIOException.class, () -> WholeWrite.append(new FullDisk(disk, 2), two, file));
            assertEquals("one\n", Files.readString(file));

            two.rewind();
            WholeWrite.append(disk, two, file);
        }
        assertEquals("one\ntwo\n", Files.readString(file));
    }

    private static ByteBuffer bytes(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes so many bytes, then no more. */
    private static final class FullDisk extends FileChannel {
        private final FileChannel disk;
        private int room;

        FullDisk(final FileChannel disk, final int room) {
            this.disk = disk;
            this.room = room;
        }

        @Override
        public int write(final ByteBuffer source) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            final ByteBuffer part = source.slice().limit(room);
            final int written = disk.write(part);
            source.position(source.position() + written);
            room -= written;
            return written;
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public FileChannel truncate(final long size) throws IOException {
            return disk.truncate(size);
        }

        @Override
        public int read(final ByteBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(final ByteBuffer[] targets, final int offset, final int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(final ByteBuffer[] sources, final int offset, final int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(final long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force(final boolean withMetaData) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(final long position, final long count, final WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(final ReadableByteChannel source, final long position, final long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(final ByteBuffer target, final long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(final ByteBuffer source, final long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(final MapMode mode, final long position, final long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(final long position, final long size, final boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(final long position, final long size, final boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseChannel() {
            // Nothing of its own.
        }
    }
}
