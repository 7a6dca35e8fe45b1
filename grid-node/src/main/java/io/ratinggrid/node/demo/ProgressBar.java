package io.ratinggrid.node.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long task is. On a terminal one line that is written over, ten times a second at most; elsewhere a plain line every
 * five seconds, so that a log stays short. One thread.
 */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final long TERMINAL_NS = 100_000_000L;
    private static final long LOG_NS = 5_000_000_000L;
    /** A speed over a shorter time says nothing. */
    private static final long SPEED_NS = 1_000_000_000L;

    private static final double NS_A_SECOND = 1e9;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private String shown = "";
    private String last = "";
    private int shownLength;
    private long shownNs;
    private boolean running;
    private long startNs;
    private long startDone;

    /** {@code terminal}: lines may be written over. */
    public ProgressBar(final PrintStream err, final boolean terminal, final LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** On standard error, as what it is. */
    public static ProgressBar standard() {
        return new ProgressBar(System.err, isTerminal(), System::nanoTime);
    }

    /** Newer JVMs have a console also where there is no terminal, and a method that says so. */
    private static boolean isTerminal() {
        final Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final ReflectiveOperationException e) {
            return true;
        }
    }

    /** The state of a phase; the first call after {@link #done} begins it. */
    public void show(final String what, final long done, final long of) {
        final long nowNs = nanoTime.getAsLong();
        if (!running) {
            running = true;
            startNs = nowNs;
            startDone = done;
            shownNs = nowNs - LOG_NS;
        }
        last = text(what, done, of, nowNs);
        if (nowNs - shownNs >= (terminal ? TERMINAL_NS : LOG_NS)) {
            shownNs = nowNs;
            print();
        }
    }

    /** Ends the phase with what was shown last. */
    public void done() {
        if (running && !last.equals(shown)) {
            print();
        }
        if (running && terminal) {
            err.println();
        }
        running = false;
        shown = "";
        shownLength = 0;
    }

    private String text(final String what, final long done, final long of, final long nowNs) {
        final long bounded = Math.max(0, Math.min(done, of));
        final int filled = of <= 0 ? WIDTH : (int) (bounded * (double) WIDTH / of);
        final int percent = of <= 0 ? 100 : (int) (bounded * 100.0 / of);
        final String text = String.format(
                Locale.ENGLISH,
                "[%s%s] %3d %%  %,d of %,d  %s",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                percent,
                done,
                of,
                what);
        final long elapsedNs = nowNs - startNs;
        return elapsedNs < SPEED_NS
                ? text
                : text
                        + String.format(
                                Locale.ENGLISH, ", %,d/s", (long) ((done - startDone) * NS_A_SECOND / elapsedNs));
    }

    private void print() {
        if (terminal) {
            err.print("\r" + last + " ".repeat(Math.max(0, shownLength - last.length())));
            err.flush();
            shownLength = last.length();
        } else {
            err.println(last);
        }
        shown = last;
    }
}
