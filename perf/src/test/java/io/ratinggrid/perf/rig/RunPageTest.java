package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.perf.report.LatencyLog;
import io.ratinggrid.perf.report.Mark;
import io.ratinggrid.perf.wire.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunPageTest {
    private static final String TWO_CLOCKS = "by the clock of the generator at far:7000";

    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatWentOnUpToTheEndOfTheLastInterval() throws IOException, InterruptedException {
        final String page = page(GeneratorPlace.HERE);

        assertTrue(page.contains(">no answer</text>"), page);
        assertTrue(page.contains(">GC node-0</text>") && page.contains(">1, longest 0.040 s</text>"), page);
        assertTrue(page.indexOf(">GC node-0<") < page.indexOf(">checkpoint node-0<"), page);
        assertTrue(!page.contains(TWO_CLOCKS), page);
    }

    @Test
    void shouldTellOfTwoClocksIfEventsAreDrawnElsewhere() throws IOException, InterruptedException {
        final String page = page(
                new GeneratorPlace(Optional.of(HostPort.of("--generator", "far:7000")), "10.0.0.1", Optional.empty()));

        assertTrue(page.contains(TWO_CLOCKS), page);
    }

    /** Of a run with one interval, and with a pause that lasts longer than its times. */
    private String page(final GeneratorPlace generator) throws IOException, InterruptedException {
        try (Latencies times = new Latencies(directory, "bulk-0")) {
            times.record(1_000_000);
            Thread.sleep(20);
        }
        final LatencyLog log = LatencyLog.read(directory.resolve("bulk-0.hlog"));
        final long startMs = log.startMs();
        final RunPage page = new RunPage(settings(generator), directory.resolve("kept"));
        page.marks(List.of(
                new Mark("checkpoint node-0", startMs - 5_000, 100),
                new Mark("GC node-0", startMs + 10, 40),
                new Mark("GC node-0", startMs + 60_000, 900)));
        page.write("perf ingest", Map.of(), "summary", Map.of("bulk-0", "as fast as it goes"), List.of());
        return Files.readString(directory.resolve("kept/report.html"));
    }

    private RigSettings settings(final GeneratorPlace generator) {
        return SmallRun.in(directory, 1_000, 0, 1).with(generator);
    }
}
