package io.ratinggrid.ingest.reject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.store.FileLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a record, what was rejected is known at the next start. */
final class RejectStoreTest {
    @TempDir
    private Path directory;

    @Test
    void shouldOpenWithCharactersThatEndLinesElsewhere() {
        final Path file = directory.resolve("rejects.jsonl");
        final String record = "a\u0085b\u2028c\u2029d\te\u000bf\u000cg \\ \"";
        try (RejectStore store = RejectStore.open(file, Map.of())) {
            store.add(
                    new FileLine(3, "june.csv", 7),
                    new InvalidRecordException("quantity", record, 2, "is negative", "0 or more"),
                    record);
        }
        try (RejectStore again = RejectStore.open(file, Map.of(3, 6L))) {
            assertEquals(1, again.count(3));
            assertEquals(true, again.has(3, 7));
        }
        final List<RejectedRecord> read = new ArrayList<>();
        RejectStore.forEach(file, read::add);
        assertEquals(1, read.size());
    }
}
