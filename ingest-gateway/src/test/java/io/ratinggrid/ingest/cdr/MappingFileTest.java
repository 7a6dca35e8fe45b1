package io.ratinggrid.ingest.cdr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in mapping files that would make other records of what a file holds. */
final class MappingFileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldRefuseAKeyThatIsGivenTwice() throws IOException {
        final Path file = Files.writeString(
                directory.resolve("own.yaml"),
                """
                ratinggrid-mapping: 1
                filtered: [{column: status, is: [FAILED]}]
                filtered: [{column: kind, is: [TEST]}]
                """);
        final MappingException refused = assertThrows(MappingException.class, () -> MappingFile.read(file));
        assertEquals(
                ":3:1: 'filtered' is given twice; one of them",
                refused.getMessage().substring(refused.getMessage().indexOf(':')));
    }
}
