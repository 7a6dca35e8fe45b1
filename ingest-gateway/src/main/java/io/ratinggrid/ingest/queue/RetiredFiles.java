package io.ratinggrid.ingest.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Files that nobody needs any more, removed piece by piece on a thread of their own: a file system takes some 0.2 s of a core for each
 * gigabyte that it frees at once, and an hour of a busy gateway is many. What is not removed when it is closed, or when the process dies, is removed
 * by the next one of the same directory. Any thread; to be closed.
 */
final class RetiredFiles implements AutoCloseable {
    /** Behind the name of a file that is to be removed; nobody else looks at such. */
    static final String SUFFIX = ".retired";

    private static final long PIECE_BYTES = 16L << 20;
    /** Others have the disk and a core for so many times as long as a piece took. */
    private static final int PAUSE = 4;
    /** What this process has mapped, where the system tells it. */
    private static final Path MAPPED = Path.of("/proc/self/maps");

    private static final int MAPPED_LOOKS = 60;
    private static final long LOOK_MS = 1_000;

    private final Path directory;
    private final Rest rest;
    private final LinkedBlockingQueue<Path> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "retired-queue-files");
    private volatile IOException failure;
    private volatile boolean closed;

    RetiredFiles(final Path directory) {
        this(directory, pieceNs -> TimeUnit.NANOSECONDS.sleep(PAUSE * pieceNs));
    }

    RetiredFiles(final Path directory, final Rest rest) {
        this.directory = directory;
        this.rest = rest;
    }

    /** Between two pieces of a file. */
    @FunctionalInterface
    interface Rest {
        /** Returns when the next may go; {@code pieceNs} is what the one before took. */
        void after(long pieceNs) throws InterruptedException;
    }

    /** Begins with those that are there. */
    RetiredFiles start() {
        try (Stream<Path> found = Files.list(directory)) {
            found.filter(file -> file.toString().endsWith(SUFFIX)).forEach(waiting::add);
        } catch (final IOException e) {
            throw new QueueFailedException("cannot list files, directory=" + directory, e);
        }
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /**
     * A file of the directory is not there any more, by its name; its space is free some time later.
     *
     * @throws IOException if it cannot be, or one before it could not be removed
     */
    void add(final Path file) throws IOException {
        if (failure != null) {
            throw new IOException("a file that is not needed any more cannot be removed", failure);
        }
        final Path retired = file.resolveSibling(file.getFileName() + SUFFIX);
        Files.move(file, retired);
        waiting.add(retired);
    }

    private void run() {
        try {
            while (!closed) {
                remove(waiting.take());
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (final IOException e) {
            failure = e;
        }
    }

    private void remove(final Path file) throws IOException, InterruptedException {
        forceNames();
        if (isUnmapped(file)) {
            shorten(file);
        }
        Files.deleteIfExists(file);
    }

    private void shorten(final Path file) throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long size = channel.size() - PIECE_BYTES; size > 0; size -= PIECE_BYTES) {
                final long startNs = System.nanoTime();
                channel.truncate(size);
                rest.after(System.nanoTime() - startNs);
            }
        }
    }

    /** Who reads a mapped piece that is gone dies: false if it is mapped still after some time, or nobody knows. */
    private static boolean isUnmapped(final Path file) throws IOException, InterruptedException {
        if (!Files.isReadable(MAPPED)) {
            return false;
        }
        final String name = file.toRealPath().toString();
        for (int look = 0; look < MAPPED_LOOKS; look++) {
            try (Stream<String> mapped = Files.lines(MAPPED)) {
                if (mapped.noneMatch(line -> line.endsWith(name))) {
                    return true;
                }
            }
            Thread.sleep(LOOK_MS);
        }
        return false;
    }

    /** A piece must not be gone before the file's other name is on the device. */
    private void forceNames() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Returns once nothing more is removed. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
