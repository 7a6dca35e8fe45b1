package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.perf.workload.Skew;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small runs of real processes: figures exist, and reconcile; never how fast it is. */
@Tag("slow")
@Timeout(300)
final class IngestSystemTest {
    private static final int EVENTS = 3_000;
    private static final int WARM_UP = 1_000;

    @TempDir
    private Path directory;

    @Test
    void shouldReconcileWhatIsSentInBulkAndAtARate() throws Exception {
        final RigSettings settings = settings(7);
        try (IngestRun run = new IngestRun(settings)) {
            run.start();

            final Figures bulk = run.bulk(EVENTS);
            final Figures paced = run.paced(500, 2);

            assertTrue(bulk.of("cpuNs") > 0 && bulk.of("wallNs") > 0, bulk.all()::toString);
            assertEquals(1_000, paced.of("latency count"), paced.all()::toString);
            final Reconciliation reconciliation = run.reconcile(paced);
            assertTrue(reconciliation.isGood(), reconciliation.problems()::toString);
            assertEquals(settings.accounts(), reconciliation.compared());
            assertFalse(run.reconcile(bulk).isGood(), "the last 1,000 events are not in these figures");
        }
    }

    @Test
    void shouldNotReconcileWithOtherEvents() throws Exception {
        final RigSettings settings = settings(8);
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            final Figures bulk = run.bulk(EVENTS);

            final Reconciliation reconciliation =
                    new Reconciliation(settings(9), run.node()).check(WARM_UP + EVENTS, bulk);

            assertFalse(reconciliation.isGood());
        }
    }

    @Test
    void shouldShowEachRungOfTheLimit() throws Exception {
        final Figures figures = new LimitRun(settings(10)).run();

        for (final String rung : Limit.rungs()) {
            assertTrue(figures.of(rung + " cpuNs") > 0, figures.all()::toString);
        }
    }

    private RigSettings settings(final long seed) {
        return new RigSettings(directory, 100, EVENTS, WARM_UP, 1_000, 8, 256, Skew.NONE, Durability.PROCESS, seed);
    }
}
