package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.report.Mark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatchTest {
    private static final String DOWN = "-";

    @TempDir
    private Path directory;

    private HttpServer node;
    private volatile String seconds = DOWN;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/metrics", exchange -> {
            final byte[] answer =
                    ("ratinggrid_checkpoint_last_duration_seconds " + seconds).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(seconds.equals(DOWN) ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    /** What a node says of its last checkpoint, look after look, and how long the checkpoints took that were seen, in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "0.5 0.5 0.7 0.7, 700",
        "0.0 0.0 0.5, 500",
        "0.5 - 0.5 - - 0.5, ''",
        "0.5 - 0.7, 700",
        "- 0.5 0.5 0.7, 700",
    })
    void shouldSeeCheckpointsButNoneWhereANodeDoesNotAnswer(final String answers, final String durations) {
        final Watch watch = watch();
        boolean marked = false;
        for (final String answer : answers.split(" ")) {
            seconds = answer;
            watch.look(marked);
            marked = true;
        }

        assertEquals(
                durations,
                String.join(
                        " ",
                        watch.marks().stream()
                                .filter(mark -> mark.kind().equals("checkpoint node-0"))
                                .map(mark -> "%.0f".formatted(mark.ms()))
                                .toList()));
    }

    @Test
    void shouldSeeFilesThatWereNotThereBefore() throws IOException {
        final Watch watch = watch();
        Files.createFile(directory.resolve("a.wal"));
        watch.look(false);
        Files.createFile(directory.resolve("b.wal"));
        Files.createFile(directory.resolve("c.cq4"));
        Files.createFile(directory.resolve("d.txt"));
        watch.look(true);
        watch.look(true);

        assertEquals(
                List.of("WAL segment", "queue file"),
                watch.marks().stream().map(Mark::kind).sorted().toList());
    }

    private Watch watch() {
        return new Watch(
                directory,
                List.of(new NodeProcess(
                        directory.resolve("node-0.conf"),
                        directory.resolve("node-0.log"),
                        node.getAddress().getPort(),
                        List.of())));
    }
}
