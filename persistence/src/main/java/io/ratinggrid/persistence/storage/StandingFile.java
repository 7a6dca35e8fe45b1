package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The node's {@link Standing} on its disk. Any thread. */
final class StandingFile {
    private final Path file;
    private Standing standing;

    private StandingFile(final Path file, final Standing standing) {
        this.file = file;
        this.standing = standing;
    }

    static StandingFile open(final Path file) {
        try {
            return new StandingFile(file, Files.exists(file) ? Standing.parse(Files.readString(file)) : Standing.NONE);
        } catch (final IOException e) {
            throw new UncheckedIOException("standing cannot be read: " + file, e);
        }
    }

    synchronized Standing now() {
        return standing;
    }

    /** Returns when it is on the disk. */
    synchronized void write(final Standing next) {
        if (next.equals(standing)) {
            return;
        }
        final Path draft = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(next.text().getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("standing cannot be written: " + file, e);
        }
        standing = next;
    }
}
