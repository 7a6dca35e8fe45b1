package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of one node: belongs to one process at a time and to one node for ever. Without the second rule a node
 * started under another name would find nothing of its own and begin an empty grid beside the full one.
 */
final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String ASIDE = "aside-";
    private static final int KEPT_ASIDE = 3;

    private final Path path;
    private final FileChannel lockChannel;

    private DataDirectory(final Path path, final FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /** Creates the directory if missing and takes it for this process and this node. */
    static DataDirectory open(final Path path, final String instanceName) {
        try {
            Files.createDirectories(path.resolve("log"));
            final DataDirectory directory = new DataDirectory(path, lock(path));
            try {
                directory.belongTo(instanceName);
                return directory;
            } catch (final IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("data directory cannot be used: dataDirectory=" + path, e);
        }
    }

    /** Whether another process has the directory. Not for a process that has it: to look would give it up. */
    static boolean isInUse(final Path path) {
        if (!Files.exists(lockFile(path))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile(path), StandardOpenOption.WRITE)) {
            return !tryLock(channel);
        } catch (final IOException e) {
            throw new UncheckedIOException("data directory cannot be looked at: dataDirectory=" + path, e);
        }
    }

    /** Waits until no other process has the directory; does not take it. Not for a process that has it. */
    static void awaitUnused(final Path path) {
        try (FileChannel channel = FileChannel.open(lockFile(path), StandardOpenOption.WRITE)) {
            channel.lock();
        } catch (final IOException e) {
            throw new UncheckedIOException("data directory cannot be waited for: dataDirectory=" + path, e);
        }
    }

    Path ignite() {
        return path.resolve("ignite");
    }

    /** True when a node kept something here. */
    boolean hasData() {
        return Files.exists(ignite().resolve("db"));
    }

    /** The file of the node's {@link Standing}. */
    Path standing() {
        return path.resolve("standing");
    }

    /**
     * Moves what a node kept aside, for a node that begins with nothing; the oldest beyond {@value #KEPT_ASIDE} are removed, or a node
     * that is killed often would fill its disk.
     *
     * @return where it lies now
     */
    Path setAside(final Instant when) {
        final Path aside = path.resolve(ASIDE
                + DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS")
                        .withZone(ZoneOffset.UTC)
                        .format(when));
        try {
            Files.createDirectory(aside);
            if (Files.exists(standing())) {
                Files.move(standing(), aside.resolve("standing"));
            }
            Files.move(ignite(), aside.resolve("ignite"));
            force(path);
            removeOldAside();
            return aside;
        } catch (final IOException e) {
            throw new UncheckedIOException("data cannot be moved aside: " + aside, e);
        }
    }

    private void removeOldAside() throws IOException {
        final List<Path> aside;
        try (Stream<Path> files = Files.list(path)) {
            aside = files.filter(file -> file.getFileName().toString().startsWith(ASIDE))
                    .sorted()
                    .toList();
        }
        for (final Path old : aside.subList(0, Math.max(0, aside.size() - KEPT_ASIDE))) {
            try (Stream<Path> files = Files.walk(old)) {
                for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    Path logs() {
        return path.resolve("log");
    }

    /**
     * Flushes every file and directory below. Ignite renames new files into place without flushing the directory, and
     * after a power cut would not know its own caches.
     */
    void sync() {
        try {
            Files.walkFileTree(path, new Flush());
        } catch (final IOException e) {
            throw new UncheckedIOException("data directory cannot be flushed: dataDirectory=" + path, e);
        }
    }

    /** Gives the directory up; the lock file stays, since removing it would let two processes hold two of them. */
    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("lock cannot be released: dataDirectory=" + path, e);
        }
    }

    private static FileChannel lock(final Path path) throws IOException {
        final Path file = lockFile(path);
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new IllegalStateException("data directory is in use by another process: dataDirectory=" + path
                    + " pid=" + Files.readString(file).strip() + "; stop that process or choose another directory");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static Path lockFile(final Path path) {
        return path.resolve(LOCK);
    }

    private static boolean tryLock(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }

    private void belongTo(final String instanceName) throws IOException {
        final Path file = path.resolve("node");
        if (Files.exists(file)) {
            final String owner = Files.readString(file).strip();
            if (!owner.equals(instanceName)) {
                throw new IllegalStateException("data directory belongs to another node: dataDirectory=" + path
                        + " instanceName=" + instanceName + "; start it with instanceName=" + owner);
            }
            return;
        }
        final Path draft = path.resolve("node.tmp");
        Files.writeString(draft, instanceName + "\n");
        force(draft);
        Files.move(draft, file);
        force(path);
    }

    private static void force(final Path fileOrDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Files first, then the directory that names them; what the node removes or renames meanwhile is its own care. */
    private static final class Flush extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
            try {
                // To close it would give the directory up: a lock goes with the first channel of its file that a
                // process closes.
                if (!file.getFileName().toString().equals(LOCK)) {
                    force(file);
                }
                return FileVisitResult.CONTINUE;
            } catch (final NoSuchFileException e) {
                return visitFileFailed(file, e);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(final Path file, final IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(final Path directory, final IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            force(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
