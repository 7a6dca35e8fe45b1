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
    private static final char INSTEAD = '\uFFFD';

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
        final String text = new String(octets, charset);
        if (text.indexOf(INSTEAD) >= 0 && isNoText(octets, file, charset, problems)) {
            return Optional.empty();
        }
        final boolean byteOrderMark = !text.isEmpty() && text.charAt(0) == '\uFEFF';
        return Optional.of(byteOrderMark ? text.substring(1) : text);
    }

    /** Whether what stands instead of octets that are no text was not in the file itself. */
    private static boolean isNoText(
            final byte[] octets, final String file, final Charset charset, final Problems problems) {
        final CharBuffer text = CharBuffer.allocate(octets.length + 1);
        final CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(octets), text, true);
        if (result.isError()) {
            text.flip();
            problems.error(endOf(text, file), "not a text in " + charset.name(), "save the file as " + charset.name());
        }
        return result.isError();
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
