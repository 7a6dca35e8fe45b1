package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.perf.process.Metrics;

/**
 * A node or gateway process: started with a file of settings, killed, stopped and let go on by signals. What it says goes to one
 * log for all its lives. One thread, but for {@link #isAlive}, {@link #http} and {@link #metrics}.
 */
class Member implements AutoCloseable {
    private static final int METRICS_MS = 1_500;
    private static final int OK = 200;

    private final String name;
    private final String verb;
    private final Path directory;
    private final String http;
    private final Jvm jvm;
    private final Network.Place place;
    private final Map<String, String> environment;
    private volatile Process process;
    private volatile boolean paused;
    private int lives;

    /**
     * @param name        of the process, of its directory and its log
     * @param verb        {@code node} or {@code gateway}
     * @param directory   of the whole run
     * @param http        host:port of its HTTP interface
     * @param environment what is set for the process
     */
    Member(
            final String name,
            final String verb,
            final Path directory,
            final String http,
            final Jvm jvm,
            final Network.Place place,
            final Map<String, String> environment) {
        this.name = name;
        this.verb = verb;
        this.directory = directory;
        this.http = http;
        this.jvm = jvm;
        this.place = place;
        this.environment = Map.copyOf(environment);
    }

    final String name() {
        return name;
    }

    /** host:port. */
    final String http() {
        return http;
    }

    /** Its metrics; nothing if it does not answer. */
    final Optional<Metrics> metrics() {
        return Http.get(http, "/metrics", METRICS_MS)
                .filter(response -> response.statusCode() == OK)
                .map(HttpResponse::body)
                .map(Metrics::parse);
    }

    final Path data() {
        return directory.resolve(name);
    }

    final Path config() {
        return directory.resolve(name + ".yaml");
    }

    final Path log() {
        return directory.resolve(name + ".log");
    }

    /** How often it was started. */
    final int lives() {
        return lives;
    }

    /** True while the process is there, stopped or not. */
    final boolean isAlive() {
        final Process started = process;
        return started != null && started.isAlive();
    }

    /** True while it is there and runs. */
    final boolean isRunning() {
        return isAlive() && !paused;
    }

    /** Starts it, if it does not live. */
    final void start() {
        if (isAlive()) {
            return;
        }
        final List<String> command = new ArrayList<>(place.prefix());
        command.addAll(jvm.program(place.flags(), verb, "--config", config().toString()));
        try {
            Files.writeString(
                    log(), "---- life " + ++lives + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            final ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            process = Children.add(builder.start());
            paused = false;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** SIGKILL; returns when the process is gone. */
    final void kill() {
        final Process started = process;
        if (started != null) {
            started.destroyForcibly();
            await(started, 30);
        }
    }

    /** SIGTERM; SIGKILL if it does not end. */
    final void stop() {
        final Process started = process;
        if (started != null) {
            resume();
            started.destroy();
            if (!await(started, 40)) {
                kill();
            }
        }
    }

    /** SIGSTOP. */
    final void pause() {
        paused = true;
        Commands.run("kill", "-STOP", String.valueOf(process.pid()));
    }

    /** SIGCONT, if it was stopped. */
    final void resume() {
        if (paused && isAlive()) {
            Commands.run("kill", "-CONT", String.valueOf(process.pid()));
        }
        paused = false;
    }

    @Override
    public final void close() {
        kill();
    }

    private static boolean await(final Process process, final int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
