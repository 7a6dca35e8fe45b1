package io.ratinggrid.perf.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.node.launcher.RatingGrid;

/** One node of a grid as a process of its own, started as from the command line. One thread. */
public final class NodeProcess {
    private static final Duration ASK = Duration.ofSeconds(2);
    private static final int OK = 200;
    /** Of a node that has just started: it serves HTTP once its partitions are open. */
    private static final Duration MOST_ASKED = Duration.ofSeconds(60);

    private static final int ASK_AGAIN_MS = 50;
    private static final int READY_S = 300;
    /** Where the launcher says which jars a node has, and with which flags, a line each, its JVM takes the archive of their classes. */
    private static final String PATH = "ratinggrid.node.path";

    private static final String ARCHIVE = "ratinggrid.node.archive";

    /** What a standby says once it can take the node's place. */
    private static final String READY = "is ready to take the place";

    private final Path config;
    private final Path log;
    private final List<String> flags;
    private final int httpPort;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ASK).build();
    private ChildJvm jvm;
    /** The process that takes its place; null: it is started again itself. */
    private ChildJvm standby;

    /** Nothing runs before {@link #start}. Its output is added to {@code log}, each line with the time of its coming. */
    public NodeProcess(final Path config, final Path log, final int httpPort, final List<String> flags) {
        this.config = config;
        this.log = log;
        this.flags = archived(flags);
        this.httpPort = httpPort;
        jvm = jvm(this.flags, List.of(), line -> {});
    }

    private ChildJvm jvm(final List<String> jvmFlags, final List<String> options, final Consumer<String> lines) {
        final List<String> main = new ArrayList<>(List.of(RatingGrid.class.getName(), "node"));
        main.addAll(List.of("--config", config.toString()));
        main.addAll(options);
        return new ChildJvm(
                config.getFileName().toString(),
                log,
                System.getProperty(PATH, System.getProperty("java.class.path")),
                jvmFlags,
                main,
                lines);
    }

    /** As the launcher starts a node: the archive belongs to its class path, and one that does not fit is passed over. */
    private static List<String> archived(final List<String> flags) {
        final List<String> all = new ArrayList<>(flags);
        System.getProperty(ARCHIVE, "").lines().forEach(all::add);
        return all;
    }

    /** Starts it; after {@link #startStandby} that process takes its place by itself. */
    public void start() throws IOException {
        if (standby == null) {
            jvm.start();
        } else {
            jvm = standby;
            standby = null;
        }
    }

    /** Starts the process that takes its place, and waits until it is ready for that. It keeps no log of its collector and no recording. */
    public void startStandby() throws IOException, InterruptedException {
        final CountDownLatch ready = new CountDownLatch(1);
        standby = jvm(flags.stream().filter(flag -> !isKeeping(flag)).toList(), List.of("--standby"), line -> {
            if (line.contains(READY)) {
                ready.countDown();
            }
        });
        standby.start();
        if (!ready.await(READY_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a standby does not get ready, see " + log);
        }
    }

    /** Its file belongs to the process that runs the node. */
    private static boolean isKeeping(final String flag) {
        return flag.startsWith("-Xlog:gc") || flag.startsWith("-XX:StartFlightRecording");
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() throws InterruptedException {
        jvm.kill();
    }

    /** SIGKILL, which this does not wait for. */
    void beginKill() {
        jvm.beginKill();
    }

    /** SIGTERM, and SIGKILL if it has not ended by itself some time after. */
    public void stop() throws InterruptedException {
        if (standby != null) {
            standby.end();
        }
        jvm.stop();
    }

    /** SIGKILL, if it runs; the same for its standby. */
    public void end() {
        jvm.end();
        if (standby != null) {
            standby.end();
        }
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** CPU time of the process so far, 0 if it is not known. */
    public Duration cpu() {
        return jvm.cpu();
    }

    /** Bytes that it has had written to devices so far. */
    public long writtenBytes() {
        return jvm.writtenBytes();
    }

    /** Its metrics as it shows them; none if it does not answer. */
    public Metrics metrics() throws InterruptedException {
        return Metrics.parse(body("/metrics"));
    }

    /** The same, asked for again while it does not answer: on a busy machine, or just after its start. */
    public Metrics awaitMetrics() throws InterruptedException {
        final long endNs = System.nanoTime() + MOST_ASKED.toNanos();
        while (isAlive() && System.nanoTime() < endNs) {
            final String body = body("/metrics");
            if (!body.isEmpty()) {
                return Metrics.parse(body);
            }
            Thread.sleep(ASK_AGAIN_MS);
        }
        throw new IllegalStateException("a node does not tell its metrics: httpPort=" + httpPort);
    }

    /** What it answers to a GET with status 200; empty if it does not. */
    public String body(final String path) throws InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(ASK)
                .build();
        try {
            final HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? response.body() : "";
        } catch (final IOException e) {
            return "";
        }
    }
}
