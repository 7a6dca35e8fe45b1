package io.ratinggrid.rating.catalog.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file as text; octets that are no text are a problem with a position, never a replacement character. */
final class TextFile {
    private static final long MOST_OCTETS = 1L << 28;

    private TextFile() {}

    static Optional<String> read(final Path path, final String file, final Problems problems) {
        return read(path, file, StandardCharsets.UTF_8, problems);
    }

    static Optional<String> read(final Path path, final String file, final Charset charset, final Problems problems) {
        try {
            if (Files.isDirectory(path)) {
                problems.error(Position.startOf(file), "is a directory, not a file", "");
                return Optional.empty();
            }
            if (Files.size(path) > MOST_OCTETS) {
                problems.error(Position.startOf(file), "larger than " + (MOST_OCTETS >> 20) + " MiB", "split it");
                return Optional.empty();
            }
            return decode(Files.readAllBytes(path), file, charset, problems);
        } catch (final NoSuchFileException e) {
            problems.error(Position.startOf(file), "the file does not exist", "");
        } catch (final IOException e) {
            problems.error(Position.startOf(file), "cannot be read: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    private static Optional<String> decode(
            final byte[] octets, final String file, final Charset charset, final Problems problems) {
        final CharBuffer text = CharBuffer.allocate(octets.length + 1);
        final ByteBuffer input = ByteBuffer.wrap(octets);
        final CoderResult result = charset.newDecoder().decode(input, text, true);
        text.flip();
        if (result.isError()) {
            problems.error(endOf(text, file), "not a text in " + charset.name(), "save the file as " + charset.name());
            return Optional.empty();
        }
        final boolean byteOrderMark = text.length() > 0 && text.charAt(0) == '\uFEFF';
        return Optional.of(
                text.subSequence(byteOrderMark ? 1 : 0, text.length()).toString());
    }

    private static Position endOf(final CharSequence text, final String file) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            final boolean newLine = text.charAt(i) == '\n';
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
        }
        return new Position(file, line, column);
    }
}
