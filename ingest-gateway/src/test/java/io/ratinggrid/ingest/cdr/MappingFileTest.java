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
        assertRefused(
                """
                ratinggrid-mapping: 1
                filtered: [{column: status, is: [FAILED]}]
                filtered: [{column: kind, is: [TEST]}]
                """,
                ":3:1: 'filtered' is given twice; one of them");
    }

    @Test
    void shouldRefuseAConstantBesideAColumn() throws IOException {
        assertRefused(
                """
                ratinggrid-mapping: 1
                event:
                  service: {constant: voice}
                  id: {column: call-id, constant: "7"}
                """,
                ":4:7: one of constant and column is needed; {column: NAME} or {constant: VALUE}");
    }

    @Test
    void shouldRefuseAnEndOfNoSession() throws IOException {
        assertRefused(
                """
                ratinggrid-mapping: 1
                origin: own
                zone: UTC
                time: yyyy-MM-dd HH:mm:ss
                event:
                  id: id
                  account: account
                  service: {constant: voice}
                  start: start
                  quantity: {column: seconds, unit: second}
                  last: {column: final, equals: "Y"}
                """,
                ":11:9: is given without a session that ends; session, or leave it out");
    }

    private void assertRefused(final String mapping, final String reason) throws IOException {
        final Path file = Files.writeString(directory.resolve("own.yaml"), mapping);
        final MappingException refused = assertThrows(MappingException.class, () -> MappingFile.read(file));
        assertEquals(reason, refused.getMessage().substring(refused.getMessage().indexOf(':')));
    }
}
