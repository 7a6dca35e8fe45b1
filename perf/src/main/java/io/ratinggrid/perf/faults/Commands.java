package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs short commands of the system. */
final class Commands {
    private static final int TIMEOUT_S = 20;

    private Commands() {}

    /**
     * Runs a command to its end.
     *
     * @throws IllegalStateException with what it said, if it fails
     */
    static void run(final String... command) {
        final Result result = result(command);
        if (result.status() != 0) {
            throw new IllegalStateException("status=" + result.status() + " of " + List.of(command) + ": "
                    + result.text().strip());
        }
    }

    /** True if it could be run and ended well. */
    static boolean succeeds(final String... command) {
        try {
            return result(command).status() == 0;
        } catch (final UncheckedIOException e) {
            return false;
        }
    }

    private record Result(int status, String text) {}

    private static Result result(final String... command) {
        try {
            final Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(-1, "no end after " + TIMEOUT_S + " s");
            }
            return new Result(process.exitValue(), text);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot run " + List.of(command), e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }
}
