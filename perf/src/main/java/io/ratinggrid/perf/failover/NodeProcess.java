package io.ratinggrid.perf.failover;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.launcher.RatingGrid;
import io.ratinggrid.perf.faults.Metrics;

/** One node of a grid as a process of its own, started as from the command line. One thread. */
final class NodeProcess {
    private static final Duration ASK = Duration.ofSeconds(2);

    private final Path config;
    private final Path log;
    private final int httpPort;
    private final List<String> jvm;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ASK).build();
    private Process process;

    /** Nothing runs before {@link #start}. Its output is added to {@code log}, each line with the time of its coming. */
    NodeProcess(final Path config, final Path log, final int httpPort, final List<String> jvm) {
        this.config = config;
        this.log = log;
        this.httpPort = httpPort;
        this.jvm = List.copyOf(jvm);
    }

    void start() throws IOException {
        process = new ProcessBuilder(command()).redirectErrorStream(true).start();
        final Thread reader = new Thread(() -> keep(process), "log-of-" + config.getFileName());
        reader.setDaemon(true);
        reader.start();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGKILL, if it runs. */
    void end() {
        if (isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** CPU time of the process so far, 0 if it is not known. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its metrics as it shows them; none if it does not answer. */
    Metrics metrics() throws InterruptedException {
        return Metrics.parse(body("/metrics"));
    }

    private String body(final String path) throws InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(ASK)
                .build();
        try {
            final HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (final IOException e) {
            return "";
        }
    }

    private List<String> command() {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.startsWith("-D"))
                .forEach(command::add);
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RatingGrid.class.getName()));
        command.addAll(List.of("node", "--config", config.toString()));
        return command;
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
            }
        } catch (final IOException e) {
            System.err.println("log of a node ends: " + log + ": " + e);
        }
    }
}
