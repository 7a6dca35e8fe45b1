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

/** The files of a Chronicle queue directory: forced to the device, deleted when done with. */
final class QueueFiles {
    private static final String SUFFIX = SingleChronicleQueue.SUFFIX;

    private final Path directory;
    private final ChronicleQueue queue;

    QueueFiles(final Path directory, final ChronicleQueue queue) {
        this.directory = directory;
        this.queue = queue;
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

    /** Deletes the files of cycles before {@code cycle}; returns how many. */
    int deleteBefore(final int cycle) {
        final String first = nameOf(cycle);
        int deleted = 0;
        try {
            for (final Path file : list()) {
                if (file.getFileName().toString().compareTo(first) < 0) {
                    Files.delete(file);
                    deleted++;
                }
            }
        } catch (final IOException e) {
            throw new QueueFailedException("cannot delete files, directory=" + directory, e);
        }
        if (deleted > 0) {
            queue.refreshDirectoryListing();
        }
        return deleted;
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
}
