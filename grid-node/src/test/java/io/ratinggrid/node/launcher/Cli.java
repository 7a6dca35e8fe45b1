package io.ratinggrid.node.launcher;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the program's verbs in this process, as a user would type them. */
final class Cli {
    /** How a verb ended, and what it wrote. */
    record Result(int status, String out, String err) {}

    private Cli() {}

    static Result run(final Object... arguments) {
        final String[] args = new String[arguments.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = arguments[i].toString();
        }
        final PrintStream out = System.out;
        final PrintStream err = System.err;
        final Caught outBytes = new Caught(out);
        final Caught errBytes = new Caught(err);
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            final int status = RatingGrid.commandLine(args).execute(args);
            return new Result(status, outBytes.text(), errBytes.text());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Keeps what the thread that made it writes; servers of the same process go on writing where they did. */
    private static final class Caught extends FilterOutputStream {
        private final Thread thread = Thread.currentThread();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Caught(final PrintStream others) {
            super(others);
        }

        @Override
        public void write(final int value) throws IOException {
            if (Thread.currentThread() == thread) {
                bytes.write(value);
            } else {
                out.write(value);
            }
        }

        @Override
        public void write(final byte[] source, final int offset, final int length) throws IOException {
            if (Thread.currentThread() == thread) {
                bytes.write(source, offset, length);
            } else {
                out.write(source, offset, length);
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
