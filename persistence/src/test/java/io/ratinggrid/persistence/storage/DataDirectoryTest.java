package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DataDirectoryTest {
    @TempDir
    private Path path;

    @Test
    void shouldRefuseASecondProcess() throws Exception {
        try (DataDirectory taken = DataDirectory.open(path, "node")) {
            // Flushes all files, and must not give the directory up by it.
            taken.sync();
            final ChildProcess second = ChildProcess.start(Opener.class, path.toString());
            final String said = second.awaitOutput();

            assertEquals(
                    "data directory is in use by another process: dataDirectory=" + path + " pid="
                            + ProcessHandle.current().pid() + "; stop that process or choose another directory",
                    said);
        }
        assertEquals("opened", ChildProcess.start(Opener.class, path.toString()).awaitOutput());
    }

    @Test
    void shouldBeWaitedForByAnotherProcess() throws Exception {
        final ChildProcess waiting;
        try (DataDirectory taken = DataDirectory.open(path, "node")) {
            waiting = ChildProcess.start(Waiting.class, path.toString());
            assertEquals("in use", waiting.awaitLine());
            taken.sync();
        }
        assertEquals("unused", waiting.awaitOutput());
        assertFalse(DataDirectory.isInUse(path));
        assertFalse(DataDirectory.isInUse(path.resolve("never-used")));
    }

    @Test
    void shouldRefuseASecondUseInTheSameProcess() {
        try (DataDirectory taken = DataDirectory.open(path, "node")) {
            taken.sync();
            assertThrows(IllegalStateException.class, () -> DataDirectory.open(path, "node"));
        }
        DataDirectory.open(path, "node").close();
    }

    @Test
    void shouldRefuseAnotherNode() {
        DataDirectory.open(path, "node-1").close();

        final String message = assertThrows(IllegalStateException.class, () -> DataDirectory.open(path, "node-2"))
                .getMessage();

        assertTrue(message.contains("start it with instanceName=node-1"), message);
        DataDirectory.open(path, "node-1").close();
    }

    @Test
    void shouldTakeADirectoryWhoseFirstStartWasKilled() throws Exception {
        Files.writeString(path.resolve("node.tmp"), "no");
        Files.writeString(path.resolve("lock"), "4711\n");

        DataDirectory.open(path, "node").close();
        DataDirectory.open(path, "node").close();
    }

    /** Opens the directory in a process of its own and says how that went. */
    static final class Opener {
        private Opener() {}

        public static void main(final String[] args) {
            try (DataDirectory opened = DataDirectory.open(Path.of(args[0]), "node")) {
                opened.sync();
                System.out.print("opened");
            } catch (final IllegalStateException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    /** Waits in a process of its own until nobody has the directory. */
    static final class Waiting {
        private Waiting() {}

        public static void main(final String[] args) {
            final Path directory = Path.of(args[0]);
            System.out.println(DataDirectory.isInUse(directory) ? "in use" : "not in use");
            DataDirectory.awaitUnused(directory);
            System.out.print(DataDirectory.isInUse(directory) ? "still in use" : "unused");
        }
    }

    @Test
    void shouldKeepTheLastThreeThatWereSetAside() throws IOException {
        try (DataDirectory opened = DataDirectory.open(path, "node")) {
            for (int i = 0; i < 5; i++) {
                Files.createDirectories(opened.ignite().resolve("db"));
                Files.writeString(opened.ignite().resolve("db").resolve("data"), "data " + i);
                opened.setAside(Instant.ofEpochSecond(i));
                assertFalse(opened.hasData());
            }
        }
        try (Stream<Path> files = Files.list(path)) {
            assertEquals(
                    List.of("data 2", "data 3", "data 4"),
                    files.filter(file -> file.getFileName().toString().startsWith("aside-"))
                            .sorted()
                            .map(file ->
                                    read(file.resolve("ignite").resolve("db").resolve("data")))
                            .toList());
        }
    }

    private static String read(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
