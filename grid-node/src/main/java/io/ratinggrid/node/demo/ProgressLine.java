package io.ratinggrid.node.demo;

import java.io.PrintStream;

/** One line that is written over on a terminal, and at most every few seconds where there is none. One thread. */
final class ProgressLine {
    private static final int WIDTH = 30;
    private static final long TERMINAL_NS = 100_000_000L;
    private static final long FILE_NS = 5_000_000_000L;

    private final PrintStream err;
    private final boolean terminal = System.console() != null;
    private long shownNs;
    private String last = "";

    ProgressLine(final PrintStream err) {
        this.err = err;
    }

    void show(final String what, final long done, final long of) {
        final int filled = of == 0 ? WIDTH : (int) (WIDTH * done / of);
        last = String.format("[%s%s] %,d of %,d  %s", "#".repeat(filled), ".".repeat(WIDTH - filled), done, of, what);
        final long nowNs = System.nanoTime();
        if (nowNs - shownNs >= (terminal ? TERMINAL_NS : FILE_NS)) {
            shownNs = nowNs;
            print(last);
        }
    }

    /** Ends the line with what was shown last. */
    void done() {
        if (!last.isEmpty()) {
            print(last);
            if (terminal) {
                err.println();
            }
        }
        last = "";
        shownNs = 0;
    }

    private void print(final String text) {
        if (terminal) {
            err.print("\r" + text + "\u001b[K");
            err.flush();
        } else {
            err.println(text);
        }
    }
}
