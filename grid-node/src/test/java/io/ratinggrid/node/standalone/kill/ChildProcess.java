package io.ratinggrid.node.standalone.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One child, what it says, and its end. */
final class ChildProcess {
    private static final String END = "END";

    private final Process process;
    private final PrintStream log;
    private final long startNs = System.nanoTime();
    private final BlockingQueue<String> incoming = new LinkedBlockingQueue<>();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;
    private Duration cpu = Duration.ZERO;

    ChildProcess(final ProcessBuilder builder, final PrintStream log) throws IOException {
        process = builder.start();
        this.log = log;
        final Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for a line; false if the child ended or the time was over before. */
    boolean await(final Predicate<String> wanted, final long timeoutMs) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        while (!ended) {
            final String line = incoming.poll(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null) {
                return false;
            }
            take(line);
            if (wanted.test(line)) {
                return true;
            }
        }
        return false;
    }

    /** SIGKILL, which leaves the output open; all that was said until then is in {@link #lines()}. */
    void kill() throws InterruptedException {
        cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        process.toHandle().destroyForcibly();
        drain();
    }

    /** Waits for the child's own end; its status. */
    int awaitEnd(final long timeoutMs) throws InterruptedException {
        if (!process.waitFor(timeoutMs, TimeUnit.MILLISECONDS)) {
            kill();
            return -1;
        }
        drain();
        return process.exitValue();
    }

    /** CPU time until it was killed. */
    Duration cpu() {
        return cpu;
    }

    /** What it said so far, as far as it was waited for. */
    List<String> lines() {
        return lines;
    }

    private void drain() throws InterruptedException {
        process.waitFor();
        while (!ended) {
            take(incoming.take());
        }
    }

    private void take(final String line) {
        if (line.equals(END)) {
            ended = true;
        } else {
            lines.add(line);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                log.println((System.nanoTime() - startNs) / 1_000_000 + " ms  " + line);
                incoming.add(line);
            }
        } catch (final IOException e) {
            log.println("output ends: " + e);
        }
        incoming.add(END);
    }
}
