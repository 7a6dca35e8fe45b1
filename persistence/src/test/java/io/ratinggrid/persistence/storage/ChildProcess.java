package io.ratinggrid.persistence.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A real JVM beside the test, with the flags of the test's own. */
final class ChildProcess {
    private final Process process;
    private final BufferedReader output;

    private ChildProcess(final Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildProcess start(final Class<?> main, final String... args) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    }

    /** Waits for a line of output. */
    String awaitLine() throws IOException {
        return output.readLine();
    }

    /** Sends a line, and waits for the line that answers it. */
    String ask(final String line) throws IOException {
        tell(line);
        return output.readLine();
    }

    /** Sends a line, and waits for nothing. */
    void tell(final String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** SIGSTOP, and waits until no thread runs any more: the signal is on its way when it is sent, and meanwhile they answer. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
        while (process.isAlive() && !isStopped()) {
            Thread.sleep(1);
        }
    }

    private boolean isStopped() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (final Path thread : threads.toList()) {
                final String stat = Files.readString(thread.resolve("stat"));
                if (!stat.startsWith(" T ", stat.lastIndexOf(')') + 1)) {
                    return false;
                }
            }
            return true;
        } catch (final IOException e) {
            // A thread has ended that was there a moment ago.
            return false;
        }
    }

    /** SIGCONT, or another signal. */
    void signal(final String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for the end of the process; all it said. */
    String awaitOutput() throws IOException, InterruptedException {
        final StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(said.isEmpty() ? "" : "\n").append(line);
        }
        process.waitFor();
        return said.toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
