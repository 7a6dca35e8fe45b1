package io.ratinggrid.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sees to it that one gateway at a time has a data directory. */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(final FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock; fails at once if another process, or another gateway of this one, has it. */
    static DataLock take(final Path data) {
        try {
            Files.createDirectories(data);
            final FileChannel channel =
                    FileChannel.open(data.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalStateException("another gateway has the data directory " + data);
            }
            return new DataLock(channel);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot lock the data directory " + data, e);
        }
    }

    /** Whether another process has the lock now. Would give up the lock of the own process, as closing any file of it does. */
    static boolean isTaken(final Path data) {
        try (FileChannel channel =
                FileChannel.open(data.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return !isLocked(channel);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot lock the data directory " + data, e);
        }
    }

    private static boolean isLocked(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot release the data directory", e);
        }
    }
}
