package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.ratinggrid.persistence.journal.JournalStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that appends without pause, to more partitions than it has committers, is killed; whatever it acknowledged
 * must be there. Entries are large and committers many, so that some are always in the middle of writing, and its memory
 * region would be full of pages that cannot leave it if nothing held them back.
 */
@Timeout(1_200)
final class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills.storage", 5);
    private static final int ENTRY_BYTES = 200_000;
    private static final int MOST_MS = 2_000;
    private static final String ENDED = "the process ended by itself";

    @TempDir
    private Path directory;

    @Test
    void shouldHaveEveryAcknowledgedEntryAfterSigkill() throws Exception {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final MappedByteBuffer acknowledged = acknowledgements(directory);
        for (int kill = 0; kill < KILLS; kill++) {
            final ChildProcess child = ChildProcess.start(Appender.class, directory.toString());
            assertEquals("appending", child.awaitLine(), "seed=" + seed);
            awaitProgress(child, acknowledged, total(acknowledged) + SmallGrid.PARTITIONS);
            Thread.sleep(random.nextInt(MOST_MS));
            assertTrue(child.isAlive(), "seed=" + seed + ": " + ENDED);
            child.kill();
        }
        try (GridStorage storage = new GridStorage(settings(directory)).start()) {
            for (int partition = 0; partition < SmallGrid.PARTITIONS; partition++) {
                final long end = acknowledged.getLong(partition * Long.BYTES);
                for (long sequence = 0; sequence < end; sequence++) {
                    assertArrayEquals(
                            entry(partition, sequence),
                            storage.journal().read(partition, sequence),
                            "seed=" + seed + " partition=" + partition + " sequence=" + sequence + " acknowledged="
                                    + end);
                }
            }
        }
    }

    private static void awaitProgress(final ChildProcess child, final MappedByteBuffer acknowledged, final long enough)
            throws Exception {
        while (total(acknowledged) < enough) {
            assertTrue(child.isAlive(), ENDED);
            Thread.sleep(10);
        }
    }

    private static long total(final MappedByteBuffer acknowledged) {
        return IntStream.range(0, SmallGrid.PARTITIONS)
                .mapToLong(partition -> acknowledged.getLong(partition * Long.BYTES))
                .sum();
    }

    private static GridStorageContext settings(final Path directory) {
        return SmallGrid.in(directory).committerThreads(8).checkpointIntervalMs(1_000);
    }

    /** The number of entries acknowledged in each partition, in memory that outlives the process. */
    private static MappedByteBuffer acknowledgements(final Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(
                directory.resolve("acknowledged"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return channel.map(MapMode.READ_WRITE, 0, (long) SmallGrid.PARTITIONS * Long.BYTES);
        }
    }

    private static byte[] entry(final int partition, final long sequence) {
        final byte[] entry = new byte[ENTRY_BYTES];
        Arrays.fill(entry, (byte) (31 * partition + sequence));
        return entry;
    }

    /** Appends to all partitions at once until it is killed. */
    static final class Appender {
        private Appender() {}

        public static void main(final String[] args) throws IOException {
            final Path directory = Path.of(args[0]);
            final MappedByteBuffer acknowledged = acknowledgements(directory);
            final JournalStore journal =
                    new GridStorage(settings(directory)).start().journal();
            for (int partition = 0; partition < SmallGrid.PARTITIONS; partition++) {
                append(journal, partition, acknowledged.getLong(partition * Long.BYTES), acknowledged);
            }
            System.out.println("appending");
        }

        private static void append(
                final JournalStore journal,
                final int partition,
                final long sequence,
                final MappedByteBuffer acknowledged) {
            journal.append(partition, sequence, entry(partition, sequence), (p, s, outcome) -> {
                switch (outcome) {
                    case MINE -> {
                        acknowledged.putLong(p * Long.BYTES, s + 1);
                        append(journal, p, s + 1, acknowledged);
                    }
                    case UNKNOWN -> append(journal, p, s, acknowledged);
                    case ANOTHERS -> System.out.println("another's: partition=" + p + " sequence=" + s);
                }
            });
        }
    }
}
