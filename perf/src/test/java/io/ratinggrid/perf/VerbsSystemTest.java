package io.ratinggrid.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.ratinggrid.perf.result.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A short run of each verb as a user types it: figures exist and reconcile, never how fast. */
@Tag("slow")
@Timeout(900)
final class VerbsSystemTest {
    private static final String SMALL =
            " --accounts=100 --events=2000 --warmup=500 --prefixes=1000 --heap=384 --partitions=8";

    /** Verbs that other tests run: in this package or below it, by the words of their command. */
    private static final Set<String> ELSEWHERE = Set.of(
            "burst",
            "canonical",
            "charge",
            "compare",
            "faults",
            "figures",
            "generator",
            "hot-account",
            "mixed",
            "partitions",
            "plan",
            "recovery",
            "scale",
            "skew",
            "soak",
            "sweep");

    private static final Set<String> HERE =
            Set.of("baseline", "failover", "ingest", "kernels", "limit", "reproduce", "simulate");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldRunEachVerbSomewhere() throws Exception {
        final Set<String> all = new TreeSet<>(HERE);
        all.addAll(ELSEWHERE);
        assertEquals(new TreeSet<>(new CommandLine(new Perf()).getSubcommands().keySet()), all);
        final StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (final Path file : files.filter(
                            one -> one.toString().endsWith("Test.java") && !one.endsWith("VerbsSystemTest.java"))
                    .toList()) {
                tests.append(Files.readString(file));
            }
        }
        for (final String verb : ELSEWHERE) {
            assertTrue(tests.indexOf("\"" + verb) >= 0 || tests.indexOf(" " + verb + " --") >= 0, verb);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            limit;                           | whole    |
            baseline;                        reconciled: each event once, as it was drawn and priced
            ingest;                          behind a backlog
            ingest --rate=100 --duration=1;  100 events at 100/s, open loop
            """)
    void shouldMeasureAndReconcile(final String verb, final String said) throws Exception {
        final int code = perf(verb + SMALL + " --out=" + directory);
        // A busy machine may miss a rate.
        assertEquals(out.toString().contains("FAIL: the rate was missed") ? 1 : 0, code, out::toString);
        assertTrue(out.toString().contains(said), out::toString);
        final Result result = Result.read(directory.resolve("result.json"));
        assertEquals(code == 0, result.good());
        assertTrue(result.figures().size() > 3, result::toString);
    }

    @Test
    void shouldKeepThePageOfARunAsFastAsItGoes() throws Exception {
        assertEquals(0, perf("ingest" + SMALL + " --out=" + directory), out::toString);
        assertTrue(Files.readString(directory.resolve("report.html")).contains("perf ingest"));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    Set.of("hdr", "hgrm", "hlog", "html", "json"),
                    files.map(file -> file.toString().replaceFirst(".*\\.", "")).collect(Collectors.toSet()));
        }
    }

    @Test
    void shouldSimulateNights() {
        assertEquals(0, perf("simulate --seeds=2 --seed=1"), out::toString);
    }

    @Test
    void shouldReproduceWhatIsOnAList() throws Exception {
        final Path launcher = Files.writeString(
                directory.resolve("launcher"),
                """
                #!/bin/sh
                [ "$1" = perf ] && shift
                exec '%s' %s -cp '%s' %s "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                        .filter(flag -> flag.startsWith("--"))
                                        .collect(Collectors.joining(" ")),
                                System.getProperty("java.class.path"),
                                Perf.class.getName()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        final Path list = Files.writeString(
                directory.resolve("list"), "perf simulate --seeds 1 --seed 1\nperf baseline" + SMALL + " --out DIR\n");
        System.setProperty("ratinggrid.launcher", launcher.toString());
        try {
            assertEquals(0, perf("reproduce --commands=" + list + " --out=" + directory), out::toString);
        } finally {
            System.clearProperty("ratinggrid.launcher");
        }
        assertTrue(Files.readString(directory.resolve("02-baseline.txt")).contains("reconciled: "), out::toString);
        assertTrue(Result.read(directory.resolve("02-baseline/result.json")).good());
    }

    @Test
    void shouldTimeAKernel() {
        // Another build on the machine may hold it.
        System.setProperty("jmh.ignoreLock", "true");
        assertEquals(0, perf("kernels --only=CodeCommand --warm-up=1 --iterations=1 --forks=1"), out::toString);
        assertTrue(out.toString().contains("CodeCommand"), out::toString);
    }

    @Test
    void shouldKillANodeUnderLoad() {
        assertEquals(
                0,
                perf("failover --accounts=500 --kills=1 --settle=4 --partitions=8 --rate=200 --memory=256MB"
                        + " --jvm=-Xmx700m"),
                out::toString);
        assertTrue(out.toString().contains("notRated=0 refused=0"), out::toString);
        assertTrue(out.toString().contains("in the journal of dead nodes: events="), out::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            skew --skew=none;       --skew is what skew varies itself
            partitions --partitions=8; --partitions is what partitions varies itself
            scale --nodes=2;        --nodes is what scale varies itself
            limit --rate=5;         Unknown option: '--rate=5'
            """)
    void shouldRefuseAnOptionThatCannotApply(final String verb, final String said) {
        assertEquals(2, perf(verb), out::toString);
        assertTrue(out.toString().contains(said), out::toString);
    }

    private int perf(final String verb) {
        return new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(verb.split(" +"));
    }
}
