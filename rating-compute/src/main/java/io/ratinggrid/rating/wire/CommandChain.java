package io.ratinggrid.rating.wire;

import io.ratinggrid.rating.Hash64;

/**
 * The checksum chain of one stream and partition: each command's checksum covers its bytes and, through the one before, all
 * earlier ones. Number 0, before the first command, has checksum {@value #START}.
 */
public final class CommandChain {
    public static final long START = 0;

    private CommandChain() {}

    /** The checksum after a command of these bytes ({@code CommandCodec}, without a length) that follows {@code before}. */
    public static long next(final long before, final byte[] bytes, final int offset, final int length) {
        return Hash64.hash(bytes, offset, length, before);
    }
}
