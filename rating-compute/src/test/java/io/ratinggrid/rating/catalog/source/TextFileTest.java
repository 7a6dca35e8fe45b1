package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a text and what is none. */
final class TextFileTest {
    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private Optional<String> read(final Charset charset, final byte... octets) throws IOException {
        return TextFile.read(Files.write(directory.resolve("a.csv"), octets), "a.csv", charset, problems);
    }

    @Test
    void shouldReadAReplacementCharacterThatIsInTheFile() throws IOException {
        assertEquals(
                Optional.of("a\uFFFDb"), read(StandardCharsets.UTF_8, "a\uFFFDb".getBytes(StandardCharsets.UTF_8)));
        assertEquals(0, problems.errors());
    }

    @Test
    void shouldPassOverAByteOrderMark() throws IOException {
        assertEquals(
                Optional.of("prefix"), read(StandardCharsets.UTF_8, "\uFEFFprefix".getBytes(StandardCharsets.UTF_8)));
        assertEquals(Optional.of("prefix"), read(StandardCharsets.UTF_16, "prefix".getBytes(StandardCharsets.UTF_16)));
        assertEquals(Optional.of(""), read(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayWhereOctetsAreNoText() throws IOException {
        assertEquals(Optional.empty(), read(StandardCharsets.UTF_8, (byte) 'a', (byte) '\n', (byte) 'b', (byte) 0xFF));
        assertEquals(Optional.empty(), read(StandardCharsets.UTF_8, (byte) 0xC3));
        assertEquals(
                "[a.csv:1:1: error: not a text in UTF-8; save the file as UTF-8,"
                        + " a.csv:2:2: error: not a text in UTF-8; save the file as UTF-8]",
                problems.sorted().toString());
    }
}
