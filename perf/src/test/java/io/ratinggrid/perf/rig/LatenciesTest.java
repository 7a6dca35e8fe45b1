package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LatenciesTest {
    private static final int INTERVALS = 3;
    /** Of a log, before its intervals. */
    private static final int HEAD = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldEndIntervalsWhileWhoSendsIsKeptWaiting() throws IOException, InterruptedException {
        final Figures figures = new Figures();
        long recorded = 0;
        try (Latencies times = new Latencies(directory, "a").every(5)) {
            while (lines() < HEAD + INTERVALS) {
                times.record(1_000);
                recorded++;
                Thread.sleep(1);
            }
            times.addTo(figures, "latency");
        }

        assertEquals(recorded, figures.of("latency count"));
    }

    private int lines() throws IOException {
        return Files.readAllLines(directory.resolve("a.hlog")).size();
    }
}
