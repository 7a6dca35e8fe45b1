package io.ratinggrid.ingest.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** The files of a Chronicle queue directory: forced to the device, removed when done with. To be closed. */
final class QueueFiles implements AutoCloseable {
    private static final String SUFFIX = SingleChronicleQueue.SUFFIX;

    private final Path directory;
    private final ChronicleQueue queue;
    private final RetiredFiles retired;

    QueueFiles(final Path directory, final ChronicleQueue queue) {
        this.directory = directory;
        this.queue = queue;
        retired = new RetiredFiles(directory).start();
    }

    /** Forces every file, and the directory. */
    void forceAll() throws IOException {
        for (final Path file : list()) {
            force(file);
        }
        forceDirectory();
    }

    void force(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }

    void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Has the files of cycles before {@code cycle} removed, which no cursor finds any more; returns how many. */
    int retireBefore(final int cycle) {
        final String first = nameOf(cycle);
        int count = 0;
        try {
            for (final Path file : list()) {
                if (file.getFileName().toString().compareTo(first) < 0) {
                    retired.add(file);
                    count++;
                }
            }
        } catch (final IOException e) {
            throw new QueueFailedException("cannot remove files, directory=" + directory, e);
        }
        if (count > 0) {
            queue.refreshDirectoryListing();
        }
        return count;
    }

    /** Names are the cycle's start in UTC and sort as the cycles do. */
    private String nameOf(final int cycle) {
        final RollCycle rollCycle = queue.rollCycle();
        final Instant start = Instant.ofEpochMilli((long) cycle * rollCycle.lengthInMillis());
        return DateTimeFormatter.ofPattern(rollCycle.format())
                        .withZone(ZoneOffset.UTC)
                        .format(start)
                + SUFFIX;
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
    }

    @Override
    public void close() {
        retired.close();
    }
}
