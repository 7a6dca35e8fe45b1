package io.ratinggrid.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppendLogTest {
    @TempDir
    Path data;

    @Test
    void shouldKeepEntriesOverRestarts() {
        assertEquals(List.of(), write("a", "b"));
        assertEquals(List.of("a", "b"), write("c"));
        assertEquals(List.of("a", "b", "c"), write());
    }

    @Test
    void shouldDropEntryCutOffAtAnyByte() throws IOException {
        write("first", "second");
        final byte[] whole = Files.readAllBytes(file());
        final int beforeSecond = whole.length - 8 - 7;
        for (int length = beforeSecond; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertEquals(List.of("first"), write(), "length=" + length);
            assertEquals(beforeSecond, Files.size(file()));
        }
    }

    @Test
    void shouldDropZerosAfterLossOfPower() throws IOException {
        write("first");
        final byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length + 4_096));
        assertEquals(List.of("first"), write("second"));
        assertEquals(List.of("first", "second"), write());
    }

    @Test
    void shouldStopAtChangedByteInTheMiddle() throws IOException {
        write("first", "second");
        final byte[] whole = Files.readAllBytes(file());
        whole[4 + 8 + 3] ^= 1;
        Files.write(file(), whole);
        assertThrows(DamagedFileException.class, this::write);
    }

    @Test
    void shouldRefuseFileOfAnotherKind() throws IOException {
        Files.writeString(file(), "something else");
        assertThrows(DamagedFileException.class, this::write);
    }

    private List<String> write(final String... texts) {
        final List<String> found = new ArrayList<>();
        try (AppendLog log = AppendLog.open(file(), source -> found.add(source.getText()))) {
            for (final String text : texts) {
                final ByteSink payload = new ByteSink(16);
                payload.putText(text);
                log.append(payload);
            }
        }
        return found;
    }

    private Path file() {
        return data.resolve("log");
    }
}
