package io.ratinggrid.ingest.input;

import java.util.Optional;

/** Looks at the first bytes of an input, to say at once that a file is no text rather than reject each of its lines. */
public final class TextCheck {
    /** How many bytes to look at. */
    public static final int BYTES = 1 << 14;

    private TextCheck() {}

    /** What the bytes are instead of a text in a character set that contains ASCII; empty: nothing speaks against it. */
    public static Optional<String> objection(final byte[] bytes, final int length) {
        if (length >= 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            return Optional.of("is compressed with gzip; unpack it first");
        }
        if (length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4) {
            return Optional.of("is a zip archive; unpack it first");
        }
        int nuls = 0;
        int controls = 0;
        int firstNul = -1;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                firstNul = firstNul < 0 ? i : firstNul;
                nuls++;
            } else if (bytes[i] > 0 && bytes[i] < ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
                controls++;
            }
        }
        if (nuls * 3 > length || length >= 2 && isUtf16Mark(bytes)) {
            return Optional.of(
                    "is in UTF-16 or binary; if it is a text, convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8)");
        }
        if (nuls * 100 > length || controls * 20 > length) {
            return Optional.of(
                    "is no text: " + nuls + " zero bytes and " + controls + " control characters in its first " + length
                            + (firstNul < 0 ? "" : ", the first zero at byte " + (firstNul + 1)));
        }
        return Optional.empty();
    }

    private static boolean isUtf16Mark(final byte[] bytes) {
        final int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe;
    }
}
