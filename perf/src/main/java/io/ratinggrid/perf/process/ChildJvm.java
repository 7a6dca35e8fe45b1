package io.ratinggrid.perf.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A process with this process's own Java and opened packages; it can be started again after its end. One thread. */
public final class ChildJvm {
    private static final long STOP_S = 60;
    private static final String WRITTEN = "write_bytes: ";

    private final String name;
    private final Path log;
    private final List<String> command = new ArrayList<>();
    private final Consumer<String> lines;
    private Process process;
    /** Its output may end at any time. */
    private volatile boolean isEnding;

    /** With this process's own class path. */
    public ChildJvm(
            final String name,
            final Path log,
            final List<String> flags,
            final List<String> main,
            final Consumer<String> lines) {
        this(name, log, System.getProperty("java.class.path"), flags, main, lines);
    }

    /**
     * Nothing runs before {@link #start}.
     *
     * @param log   what it prints is added here, each line with the time of its coming
     * @param flags of its JVM, beside those that opened packages of this one
     * @param main  and its arguments
     * @param lines is told each line too, on a thread of its own
     */
    public ChildJvm(
            final String name,
            final Path log,
            final String classPath,
            final List<String> flags,
            final List<String> main,
            final Consumer<String> lines) {
        this.name = name;
        this.log = log;
        this.lines = lines;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.startsWith("-D"))
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath));
        command.addAll(main);
    }

    public void start() throws IOException {
        isEnding = false;
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        final Process reading = process;
        final Thread reader = new Thread(() -> keep(reading), "log-of-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        isEnding = true;
        process.destroyForcibly().waitFor();
    }

    /** SIGKILL, if it runs; the process may still be there for a while. */
    void beginKill() {
        if (isAlive()) {
            isEnding = true;
            process.destroyForcibly();
        }
    }

    /** SIGTERM, and SIGKILL if it has not ended by itself some time after. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_S, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** SIGKILL, if it runs. */
    public void end() {
        if (isAlive()) {
            isEnding = true;
            process.destroyForcibly().onExit().join();
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** CPU time of the process so far, 0 if it is not known. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes that it has had written to devices so far, by the page cache too; 0 where that is not known. */
    public long writtenBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/io"))) {
            return lines.filter(line -> line.startsWith(WRITTEN))
                    .mapToLong(line -> Long.parseLong(line.substring(WRITTEN.length())))
                    .sum();
        } catch (final IOException e) {
            return 0;
        }
    }

    /** Writes a line to its input. */
    public void tell(final String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(name + " does not read its input, see " + log, e);
        }
    }

    private void keep(final Process writing) {
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(writing.getInputStream(), StandardCharsets.UTF_8));
                PrintStream file = new PrintStream(
                        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        true,
                        StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                file.println(TimeOfDay.now() + " " + line);
                lines.accept(line);
            }
        } catch (final IOException e) {
            // When a process is killed the stream may be closed under its reader.
            if (writing.isAlive() && !isEnding) {
                System.err.println("log of " + name + " ends: " + log + ": " + e);
            }
        }
    }
}
