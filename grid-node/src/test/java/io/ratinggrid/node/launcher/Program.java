package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The program in a process of its own. One thread. */
final class Program implements AutoCloseable {
    private static final long WAIT_MS = 120_000;

    private final Process process;
    private final Path log;

    private Program(final Process process, final Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a verb; all that it says goes to {@code log}. */
    static Program start(final Path log, final Object... arguments) throws IOException {
        final List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.add("@" + Path.of("../.mvn/opens.args").toAbsolutePath());
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dchronicle.analytics.disable=true"));
        // It lives for seconds: the second compiler would take longer than it gives.
        line.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
        line.addAll(List.of("-DIGNITE_UPDATE_NOTIFIER=false", "-DIGNITE_QUIET=true", "-cp"));
        line.add(System.getProperty("java.class.path"));
        line.add(RatingGrid.class.getName());
        for (final Object argument : arguments) {
            line.add(argument.toString());
        }
        final Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
        return new Program(process, log);
    }

    Process process() {
        return process;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    Program awaitLog(final String text) throws InterruptedException {
        await("'" + text + "'", () -> quietLog().contains(text));
        return this;
    }

    void await(final String what, final BooleanSupplier condition) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + WAIT_MS * 1_000_000;
        while (!condition.getAsBoolean()) {
            assertTrue(process.isAlive() && System.nanoTime() < deadlineNs, () -> "no " + what + ": " + quietLog());
            Thread.sleep(50);
        }
    }

    private String quietLog() {
        try {
            return log();
        } catch (final IOException e) {
            return e.toString();
        }
    }

    boolean kill(final long afterMs) throws InterruptedException {
        final boolean ended = process.waitFor(afterMs, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    /** Waits for the end. */
    void end(final int status) throws InterruptedException {
        assertTrue(process.waitFor(WAIT_MS, TimeUnit.MILLISECONDS), "does not end");
        assertEquals(status, process.exitValue(), this::quietLog);
    }

    /** Stops it in order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(WAIT_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
