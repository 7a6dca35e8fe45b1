package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a node, moved by libfaketime from a file that it looks at each second. The monotonic clock and waits are left alone.
 * Without the library nothing can be moved.
 */
final class NodeClock {
    private static final Optional<Path> LIBRARY = List.of(
                    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
                    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
                    "/usr/lib/faketime/libfaketime.so.1",
                    "/usr/lib64/faketime/libfaketime.so.1")
            .stream()
            .map(Path::of)
            .filter(Files::exists)
            .findFirst();

    private final Path file;

    NodeClock(final Path file) {
        this.file = file;
    }

    /** False where the library is missing (Debian: package faketime). */
    static boolean canMove() {
        return LIBRARY.isPresent();
    }

    /** What a process needs to see this clock. */
    Map<String, String> environment() {
        if (!canMove()) {
            return Map.of();
        }
        set(0);
        return Map.of(
                "LD_PRELOAD", LIBRARY.orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** From within a second on the clock shows the true time and so many seconds more. */
    void set(final long seconds) {
        try {
            final Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, (seconds < 0 ? "" : "+") + seconds + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot set the clock of " + file, e);
        }
    }
}
