package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Small runs of real processes: figures exist, and reconcile; never how fast it is. */
@Tag("slow")
@Timeout(300)
final class IngestSystemTest {
    private static final int EVENTS = 3_000;
    private static final int WARM_UP = 1_000;

    @TempDir
    private Path directory;

    @Test
    void shouldReconcileWhatIsSentInBulkAtARateAndAfterADeath() throws Exception {
        final RigSettings settings = settings(7, 1);
        try (IngestRun run = new IngestRun(settings)) {
            run.start();

            final Figures bulk = run.bulk(EVENTS);
            final Figures paced = run.paced(new Pace(500, 2, Arrival.POISSON));
            final long recoveryNs = run.recover(0);

            assertTrue(bulk.of("cpuNs") > 0 && bulk.of("journal bytes") > 0, bulk.all()::toString);
            assertEquals(1_000, paced.of("latency count"), paced.all()::toString);
            for (final Figures found : List.of(bulk, paced)) {
                // The system tells it in steps of 10 ms, and so few events may take less.
                assertTrue(found.of("generator cpuNs") >= 0, found.all()::toString);
                assertEquals((found.of("cpuNs") + found.of("node cpuNs")) / 1e3, found.cpuUs(1), found.all()::toString);
            }
            assertTrue(recoveryNs > 0);
            final Reconciliation reconciliation = run.reconcile();
            assertTrue(reconciliation.isGood(), reconciliation.problems()::toString);
            assertEquals(settings.accounts(), reconciliation.compared());
        }
    }

    @Test
    void shouldReconcileTwoNodesButNotWithOtherEventsOrMore() throws Exception {
        final RigSettings settings = settings(8, 2);
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            run.bulk(EVENTS);
            final Figures books = run.books();
            assertFalse(new Reconciliation(settings(9, 2), run.node(0))
                    .check(run.sent(), books)
                    .isGood());
            assertFalse(new Reconciliation(settings, run.node(0))
                    .check(run.sent() + 1, books)
                    .isGood());

            final Reconciliation good = run.reconcile();

            assertTrue(good.isGood(), good.problems()::toString);
            assertProblem("lost: event=" + run.sent(), ofJournal(settings, run.sent() + 1));
            assertProblem("never sent: event=" + (run.sent() - 1), ofJournal(settings, run.sent() - 1));
            assertProblem("is not as it was drawn", ofJournal(settings(9, 2), run.sent()));
        }
    }

    private static List<String> ofJournal(final RigSettings settings, final long events) throws Exception {
        return new Reconciliation(settings, null)
                .checkJournal(events, Reconciliation.Sessions.NONE)
                .problems();
    }

    private static void assertProblem(final String text, final List<String> problems) {
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(text)), problems::toString);
    }

    @Test
    void shouldSweepRatesUntilTheObjectiveIsMissed() throws IOException {
        final StringWriter out = new StringWriter();

        final int code = new CommandLine(new Sweep())
                .setOut(new PrintWriter(out))
                .execute(
                        "--accounts=100",
                        "--events=3000",
                        "--warmup=1000",
                        "--prefixes=1000",
                        "--partitions=8",
                        "--heap=384",
                        "--slo=p50=0ms",
                        "--out=" + directory.resolve("kept"),
                        "--duration=1");

        assertEquals(1, code, out::toString);
        assertTrue(out.toString().contains("that keeps p50=0ms: none"), out::toString);
        assertTrue(out.toString().contains("| generator, apart |"), out::toString);
        final String page = Files.readString(directory.resolve("kept/report.html"));
        assertTrue(page.contains("Times until committed, by rate") && page.contains("<polyline"), page);
        assertEquals(
                2, new CommandLine(new Sweep()).setErr(new PrintWriter(out)).execute("--slo=fast"));
        assertTrue(out.toString().contains("must be as p99=10ms"), out::toString);
    }

    @Test
    void shouldShowEachRungOfTheLimit() throws Exception {
        final Figures figures = new LimitRun(settings(10, 1)).run();

        for (final String rung : Limit.rungs()) {
            assertTrue(figures.of(rung + " wallNs") > 0, figures.all()::toString);
        }
    }

    private RigSettings settings(final long seed, final int nodes) {
        return SmallRun.in(directory, EVENTS, WARM_UP, seed).withNodes(nodes, nodes - 1);
    }
}
