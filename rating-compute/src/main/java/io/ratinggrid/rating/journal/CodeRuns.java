package io.ratinggrid.rating.journal;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;

/**
 * Result codes of consecutive commands in the fewest bytes: almost all are equal, so a run is written once.
 *
 * <pre>
 *  (var count, u8 code)*
 * </pre>
 */
public final class CodeRuns {
    private final ByteSink sink = new ByteSink(64);
    private int code;
    private int pending;

    /** Forgets all. */
    public void clear() {
        sink.truncate(0);
        pending = 0;
    }

    /** Adds the code number of the next command. */
    public void add(final int newCode) {
        if (pending > 0 && newCode != code) {
            flush();
        }
        code = newCode;
        pending++;
    }

    /** The runs of all codes added; valid until the next call. */
    public ByteSink encoded() {
        if (pending > 0) {
            flush();
        }
        return sink;
    }

    /**
     * Expands runs.
     *
     * @throws IllegalArgumentException if they are not of exactly {@code count} codes
     */
    public static byte[] expand(final byte[] runs, final int offset, final int length, final int count) {
        final byte[] codes = new byte[count];
        final ByteSource source = new ByteSource().wrap(runs, offset, length);
        int filled = 0;
        while (source.remaining() > 0) {
            final long run = source.getVar();
            final int runCode = source.getByte();
            if (run < 1 || run > count - filled) {
                throw new IllegalArgumentException("codes=" + count + " filled=" + filled + " run=" + run);
            }
            Arrays.fill(codes, filled, filled + (int) run, (byte) runCode);
            filled += (int) run;
        }
        if (filled != count) {
            throw new IllegalArgumentException("codes=" + count + " filled=" + filled);
        }
        return codes;
    }

    private void flush() {
        sink.putVar(pending);
        sink.putByte(code);
        pending = 0;
    }
}
