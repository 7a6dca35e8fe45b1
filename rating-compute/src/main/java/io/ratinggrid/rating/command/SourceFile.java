package io.ratinggrid.rating.command;

import java.nio.charset.StandardCharsets;

/**
 * A file that a gateway takes records of.
 *
 * @param number that commands have it by ({@link Command#sourceFile}): the gateway's own, from 1
 * @param name   without its directory, at most {@link #MOST_NAME_BYTES} in UTF-8
 */
public record SourceFile(int number, String name) {
    /** Longest name in bytes, as file systems have it. */
    public static final int MOST_NAME_BYTES = 255;

    private static final int MOST_VAR_BYTES = 5;

    public SourceFile {
        if (number < 1 || bytes(name) > MOST_NAME_BYTES) {
            throw new IllegalArgumentException("sourceFile=" + number + " nameBytes=" + bytes(name));
        }
    }

    /** Bytes that it takes in a frame or an entry, at most. */
    public int bytes() {
        return 2 * MOST_VAR_BYTES + bytes(name);
    }

    private static int bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
