package io.ratinggrid.ingest.books;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that has run for long starts again. */
final class LedgerTest {
    private static final int BATCHES = 900_000;

    @TempDir
    private Path directory;

    @Test
    void shouldNotGrowWithItsBatches() throws IOException {
        final Path file = directory.resolve("ledger.log");
        final AnswerCounts counts = new AnswerCounts();
        long longest = 0;
        try (Ledger ledger = Ledger.open(file, 4)) {
            for (int i = 1; i <= BATCHES; i++) {
                counts.clear();
                counts.add(0, ResultCode.DONE);
                ledger.committed(0, i & 3, i, i * 31L, counts);
                longest = i % 10_000 == 0 ? Math.max(longest, Files.size(file)) : longest;
            }
            ledger.committedThrough(0, 77);
        }
        assertTrue(longest <= 16 << 20, "longest=" + longest);
        try (Ledger again = Ledger.open(file, 4)) {
            assertEquals(BATCHES, again.committedNumber(0, 0));
            assertEquals(BATCHES - 1, again.committedNumber(0, 3));
            assertEquals(77, again.committed(0).index());
            assertEquals(BATCHES, again.file(Ledger.NO_FILE).books().rated());
        }
    }
}
