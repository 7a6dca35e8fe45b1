package io.ratinggrid.node.standalone;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

final class ScratchDirectoryTest {
    @Test
    void shouldLeaveNothingBehind() throws IOException {
        final Path path;
        try (ScratchDirectory scratch = ScratchDirectory.create("scratch-test")) {
            path = scratch.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("file"), "text");
            assertTrue(path.getFileName().toString().startsWith("ratinggrid-scratch-test"), path::toString);
        }
        assertFalse(Files.exists(path));
    }
}
