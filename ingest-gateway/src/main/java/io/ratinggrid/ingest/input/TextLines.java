package io.ratinggrid.ingest.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines of bounded length. What is wrong with one line, its length or its characters, is said of that line and does
 * not keep the next from being read. For character sets that write ASCII as ASCII.
 */
public final class TextLines {
    private static final int SHOWN_CHARACTERS = 200;

    private final InputStream input;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final int mostBytes;
    private final TextLine line = new TextLine();

    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] joined = new byte[1 << 12];

    public TextLines(final InputStream input, final Charset charset, final int mostBytes) {
        this.input = input;
        this.charset = charset;
        this.mostBytes = mostBytes;
        decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The next line, without its line end; null at the end of the input. */
    public TextLine next() throws IOException {
        int joinedLength = 0;
        long total = 0;
        while (true) {
            if (position == limit && !fill()) {
                if (total == 0) {
                    return null;
                }
                line.ended = false;
                return take(joined, 0, joinedLength, total);
            }
            final int end = indexOfLineEnd();
            final int part = end - position;
            total += part;
            if (end < limit && joinedLength == 0 && total == part) {
                final int start = position;
                position = end + 1;
                line.ended = true;
                return take(buffer, start, part, total);
            }
            joinedLength = join(joinedLength, part);
            position = end;
            if (end < limit) {
                position++;
                line.ended = true;
                return take(joined, 0, joinedLength, total);
            }
        }
    }

    private int indexOfLineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private int join(final int joinedLength, final int part) {
        final int taken = Math.min(part, mostBytes - joinedLength);
        if (joinedLength + taken > joined.length) {
            joined = Arrays.copyOf(joined, Math.max(joined.length * 2, joinedLength + taken));
        }
        System.arraycopy(buffer, position, joined, joinedLength, taken);
        return joinedLength + taken;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, input.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private TextLine take(final byte[] bytes, final int start, final int length, final long total) {
        line.number++;
        line.problem = null;
        int used = length;
        if (used > 0 && bytes[start + used - 1] == '\r') {
            used--;
        }
        if (total > mostBytes) {
            decodeLeniently(bytes, start, SHOWN_CHARACTERS);
            line.problem = new InvalidRecordException(
                    "", line.text(), 0, "is a line of " + total + " bytes", "at most " + mostBytes + " are taken");
        } else if (!decodeAscii(bytes, start, used)) {
            decode(bytes, start, used);
        }
        return line;
    }

    private boolean decodeAscii(final byte[] bytes, final int start, final int length) {
        ensure(length);
        final char[] characters = line.characters;
        for (int i = 0; i < length; i++) {
            final byte next = bytes[start + i];
            if (next <= 0 || next == '\r') {
                return false;
            }
            characters[i] = (char) next;
        }
        line.length = length;
        return true;
    }

    private void decode(final byte[] bytes, final int start, final int length) {
        ensure(length);
        final ByteBuffer source = ByteBuffer.wrap(bytes, start, length);
        final CharBuffer target = CharBuffer.wrap(line.characters);
        decoder.reset();
        final CoderResult result = decoder.decode(source, target, true);
        line.length = target.position();
        final int nul = indexOf('\0');
        final int end = indexOf('\r');
        if (result.isError()) {
            line.problem = new InvalidRecordException(
                    "",
                    String.format("0x%02X", bytes[source.position()]),
                    line.length + 1,
                    "is no " + charset + " character",
                    charset.equals(StandardCharsets.UTF_8)
                            ? "say charset in the mapping if the file is in another one, such as ISO-8859-1"
                            : "the right charset in the mapping");
            decodeLeniently(bytes, start, length);
        } else if (nul >= 0) {
            line.problem = new InvalidRecordException("", "0x00", nul + 1, "is no character of a text", "");
        } else if (end >= 0) {
            line.problem = new InvalidRecordException(
                    "", "0x0D", end + 1, "is a line end of its own within a line", "line ends of LF, or of CR and LF");
        } else if (line.number == 1 && line.length > 0 && line.characters[0] == '\ufeff') {
            System.arraycopy(line.characters, 1, line.characters, 0, --line.length);
        }
    }

    private int indexOf(final char character) {
        for (int i = 0; i < line.length; i++) {
            if (line.characters[i] == character) {
                return i;
            }
        }
        return -1;
    }

    private void decodeLeniently(final byte[] bytes, final int start, final int length) {
        final String text = new String(bytes, start, Math.min(length, bytes.length - start), charset);
        ensure(text.length());
        text.getChars(0, text.length(), line.characters, 0);
        line.length = text.length();
    }

    private void ensure(final int length) {
        if (line.characters.length < length) {
            line.characters = new char[length * 2];
        }
    }
}
