package io.ratinggrid.ingest.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import net.openhft.chronicle.queue.RollCycles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RetiredFilesTest {
    private static final long PIECES = 100L << 20;

    @TempDir
    private Path directory;

    @Test
    void shouldRemovePieceByPieceWithoutItsOldName() throws Exception {
        final Path large = file("large");
        final Path retired = directory.resolve("large" + RetiredFiles.SUFFIX);
        final List<Long> sizes = new ArrayList<>();
        try (RetiredFiles files = new RetiredFiles(
                        directory, pieceNs -> sizes.add(retired.toFile().length()))
                .start()) {
            files.add(large);
            assertFalse(Files.exists(large));
            awaitGone(retired);
        }
        assertEquals(List.of(84L << 20, 68L << 20, 52L << 20, 36L << 20, 20L << 20, 4L << 20), sizes);
    }

    @Test
    void shouldRemoveWhatWasLeftBehind() throws Exception {
        final Path left = file("left" + RetiredFiles.SUFFIX);
        try (RetiredFiles retired = new RetiredFiles(directory).start()) {
            awaitGone(left);
            retired.add(file("another"));
        }
    }

    @Test
    void shouldSayAtTheNextThatOneCannotBeRemoved() throws Exception {
        // A directory has no pieces, and this one is not empty.
        final Path stubborn = Files.createDirectory(directory.resolve("stubborn"));
        Files.createFile(stubborn.resolve("in it"));
        try (RetiredFiles retired = new RetiredFiles(directory).start()) {
            retired.add(stubborn);
            IOException refused = null;
            for (int i = 0; refused == null; i++) {
                refused = tryToAdd(retired, file("other-" + i));
                Thread.sleep(10);
            }
            assertEquals("a file that is not needed any more cannot be removed", refused.getMessage());
        }
    }

    @Test
    void shouldFreeTheFilesOfAQueueWhileOthersAreRead() throws Exception {
        try (ChronicleEventQueue queue = new ChronicleEventQueue(
                        directory, RollCycles.FAST_HOURLY, 1 << 20, Durability.PROCESS, System::currentTimeMillis);
                QueueCursor cursor = queue.cursorAfter(EventQueue.NONE)) {
            queue.append(new byte[] {1}, 0, 1);
            queue.roll();
            final long second = queue.append(new byte[] {2}, 0, 1);
            while (cursor.next() != second) {
                assertTrue(queue.lastIndex() >= second);
            }
            assertEquals(1, queue.retireThrough(second));
            while (!left().isEmpty()) {
                Thread.sleep(10);
            }
            final long third = queue.append(new byte[] {3}, 0, 1);
            assertEquals(third, cursor.next());
            assertEquals(3, cursor.bytes()[0]);
        }
        assertEquals(List.of(), left());
    }

    private static IOException tryToAdd(final RetiredFiles retired, final Path file) {
        try {
            retired.add(file);
            return null;
        } catch (final IOException e) {
            return e;
        }
    }

    private Path file(final String name) throws IOException {
        final Path file = directory.resolve(name);
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(PIECES);
        }
        return file;
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.toString().endsWith(RetiredFiles.SUFFIX))
                    .toList();
        }
    }

    private static void awaitGone(final Path file) throws InterruptedException {
        while (Files.exists(file)) {
            Thread.sleep(5);
        }
    }
}
