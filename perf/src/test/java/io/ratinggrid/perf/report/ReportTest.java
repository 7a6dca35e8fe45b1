package io.ratinggrid.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportTest {
    private static final long START_MS = 1_780_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldReadTimesOfALog() throws IOException {
        final LatencyLog log = LatencyLog.read(log());

        assertEquals(START_MS, log.startMs());
        assertEquals(
                List.of(1.0, 2.0, 2.0, 4.0, 5.0),
                log.over("max", 100).points().stream().map(Point::x).toList());
        assertEquals(3.0, log.over("max", 100).points().get(4).y(), 0.01);
        assertTrue(log.over("max", 100).points().get(2).isBreak());
        assertEquals(
                List.of(new Mark("none", START_MS, 1_000), new Mark("none", START_MS + 2_000, 2_000)),
                log.gaps("none"));
        assertEquals(70, log.lateMs());
        assertEquals(1.0, log.percentiles("all").points().get(0).y(), 0.01);
        assertEquals(100, log.percentiles("all").points().get(20).x(), 0.01);
        assertEquals(2.0, log.percentiles("all").points().get(20).y(), 0.01);
    }

    /** Of five seconds: the second and the last have times. */
    private Path log() throws IOException {
        final Path file = directory.resolve("a.hlog");
        try (PrintStream out = new PrintStream(Files.newOutputStream(file))) {
            final HistogramLogWriter writer = new HistogramLogWriter(out);
            writer.outputLogFormatVersion();
            writer.outputStartTime(START_MS);
            writer.outputLegend();
            for (final int second : new int[] {1, 4}) {
                final Histogram interval = new Histogram(3);
                interval.recordValueWithCount(1_000_000, 98);
                interval.recordValue(second == 1 ? 2_000_000 : 3_000_000);
                interval.recordValue(second == 1 ? 2_000_000 : 3_000_000);
                interval.setStartTimeStamp(START_MS + 1_000L * second);
                interval.setEndTimeStamp(START_MS + 1_000L * (second + 1));
                writer.outputIntervalHistogram(interval);
            }
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(START_MS + 5_070));
        return file;
    }

    @Test
    void shouldReadPausesOfACollector() throws IOException {
        final Path file = directory.resolve("gc.log");
        Files.writeString(
                file,
                """
                [2026-06-01T10:00:00.250+0000] Using Parallel
                [2026-06-01T10:00:01.250+0000] GC(0) Pause Young (Allocation Failure) 512M->100M(1963M) 12.500ms
                """);

        assertEquals(
                List.of(new Mark("GC node-0", 1_780_308_001_250L - 13, 12.5)), CollectorLog.read(file, "GC node-0"));
        assertEquals(List.of(), CollectorLog.read(directory.resolve("none.log"), "GC"));
    }

    @ParameterizedTest
    @CsvSource({"1, p0", "10, p90", "100, p99", "1000, p99.9", "10000, p99.99"})
    void shouldCallRarityByItsPercentile(final double tick, final String name) {
        assertEquals(name, LatencyLog.rarity(tick));
    }

    @ParameterizedTest
    @CsvSource({"0, 9, 2", "0, 100, 20", "0, 0.7, 0.2", "0, 61, 20"})
    void shouldHaveRoundTicks(final double from, final double to, final double step) {
        final List<Double> ticks = Axis.over("a", false, from, to).ticks();

        assertEquals(step, ticks.get(1) - ticks.get(0), 1e-9, ticks::toString);
    }

    @Test
    void shouldWriteAPageThatStandsAlone() throws IOException {
        final Path file = directory.resolve("report.html");
        new Html("a < b")
                .table(Map.of("machine", "\"x\" & y"))
                .chart(new Chart("times", "s", "ms")
                        .logarithmicY()
                        .add(new Series(
                                "p99",
                                List.of(
                                        new Point(0, 1),
                                        new Point(2, 1),
                                        new Point(2, Double.NaN),
                                        new Point(10, 100))))
                        .lane("no answer")
                        .mark("GC", -1, 1)
                        .mark("GC", 9.5, 10.5)
                        .mark("GC", 11, 31)
                        .mark("file", 5, 5))
                .chart(new Chart("nothing", "s", "ms"))
                .write(file);

        final String page = Files.readString(file);
        assertTrue(page.contains("<h1>a &lt; b</h1>"), page);
        assertTrue(page.contains("&quot;x&quot; &amp; y"), page);
        assertTrue(page.contains("points='130.0,288.0 268.0,288.0 '/><polyline"), page);
        assertTrue(page.contains("points='820.0,36.0 '/>"), page);
        assertTrue(page.contains(">no answer</text>") && page.contains(">none</text>"), page);
        assertTrue(page.contains("d='M130.0,328v-13.0h69.0v13.0zM785.5,328v-6.5h34.5v6.5z'"), page);
        assertTrue(page.contains(">2, longest 2.000 s</text>"), page);
        assertTrue(page.contains("d='M475.0,344v-13.0h1.0v13.0z'"), page);
        assertTrue(!page.contains("http") && !page.contains("nothing"), page);
    }

    /** Lines and bars need a contrast of 3 to 1, says WCAG 2.1. */
    @Test
    void shouldHaveColoursThatCanBeToldApartOnWhite() {
        final List<String> colours = IntStream.range(0, 12)
                .boxed()
                .flatMap(i -> Stream.of(Colours.ofSeries(i), Colours.ofMark(i)))
                .toList();

        assertEquals(24, Set.copyOf(colours).size(), colours::toString);
        for (final String colour : colours) {
            assertTrue(1.05 / (luminance(colour) + 0.05) >= 3, colour);
        }
    }

    private static double luminance(final String colour) {
        final int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(final int part) {
        final double value = part / 255.0;
        return value <= 0.040_45 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
