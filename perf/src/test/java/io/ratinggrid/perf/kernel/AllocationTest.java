package io.ratinggrid.perf.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A rated event allocates nothing, neither where it is executed nor where its record is applied. What may be left in the
 * figures is the duplicate window: now and then one of its 256 tables holds more claims than ever before and doubles, here by
 * 4 to 8 kB, which over 50,000 events is a tenth of a byte each.
 */
class AllocationTest {
    private static final double TOLERANCE_BYTES = 1;
    private static final int DECK_ROWS = 200_000;
    private static final int ACCOUNTS = 200;
    private static final int EVENTS_A_DAY = 5_000;
    /** Batches until every account has its lines, and each table of the window has had its fullest day but for a rare one. */
    private static final int WARM_UP = 64 * EVENTS_A_DAY / Workload.BATCH;

    private static final int MEASURED = 10 * EVENTS_A_DAY / Workload.BATCH;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static CatalogHistory catalogs;
    private static List<String> prefixes;

    private long sequence;
    private long executed;
    private long applied;
    private int allocatingBatches;

    @BeforeAll
    static void load() {
        try (KernelCatalog files = new KernelCatalog(DECK_ROWS)) {
            catalogs = files.compile();
            prefixes = files.prefixes();
        }
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void shouldAllocateNothingPerEvent(final Model model) {
        final Workload workload = new Workload(model, ACCOUNTS, catalogs, prefixes, EVENTS_A_DAY);
        final PartitionEngine replica = copyOf(workload.engine());
        run(workload, replica, WARM_UP);
        executed = 0;
        applied = 0;
        allocatingBatches = 0;
        run(workload, replica, MEASURED);
        final double perExecuted = (double) executed / MEASURED / Workload.BATCH;
        final double perApplied = (double) applied / MEASURED / Workload.BATCH;
        System.out.printf(
                "allocated: %s %.3f B/event, applied %.3f B/event, %d of %d batches%n",
                model, perExecuted, perApplied, allocatingBatches, MEASURED);
        assertSameState(workload.engine(), replica);
        assertTrue(allocatingBatches < MEASURED / 20, () -> "batches that allocate=" + allocatingBatches);
        assertTrue(perExecuted < TOLERANCE_BYTES, () -> "bytes per executed event=" + perExecuted);
        assertTrue(perApplied < TOLERANCE_BYTES, () -> "bytes per applied event=" + perApplied);
    }

    /** Thresholds of a balance, of what is counted and of what is spent, which are looked at after each event and far away. */
    @ParameterizedTest
    @EnumSource(names = {"BUCKET", "GRADUATED", "PER_UNIT"})
    void shouldAllocateNothingForThresholds(final Model model) {
        try (KernelCatalog files = new KernelCatalog(1_000, AllocationTest::withThresholds)) {
            catalogs = files.compile();
            prefixes = files.prefixes();
            assertTrue(catalogs.latest().hasThresholds());
            shouldAllocateNothingPerEvent(model);
        } finally {
            load();
        }
    }

    /** What is left is looked at after each event, and is far more than what is refilled. */
    @ParameterizedTest
    @EnumSource(names = "BUCKET")
    void shouldAllocateNothingForRefills(final Model model) {
        try (KernelCatalog files = new KernelCatalog(1_000, AllocationTest::withRefill)) {
            catalogs = files.compile();
            prefixes = files.prefixes();
            assertEquals(1, catalogs.latest().refilledTypes().length);
            shouldAllocateNothingPerEvent(model);
        } finally {
            load();
        }
    }

    private static String withRefill(final String catalog) {
        return catalog.replace(
                "services: {voice: 1}, priority: 10, validity: forever}",
                "services: {voice: 1}, priority: 10, validity: forever, refill: {at: 0 s, amount: 1 s, most: 1}}");
    }

    private static String withThresholds(final String catalog) {
        return catalog.replace("priority: 10, validity: forever}", "priority: 10, validity: forever, notify: usual}")
                .replace("accumulator: data-graduated", "accumulator: {name: data-graduated, notify: 1000000 TB}")
                .replace("per-unit: {tariffs: [per-unit]}", "per-unit: {tariffs: [per-unit], cap: 1000000000.00}");
    }

    private void run(final Workload workload, final PartitionEngine replica, final int batches) {
        for (int batch = 0; batch < batches; batch++) {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int event = 0; event < Workload.BATCH; event++) {
                if (workload.next() != ResultCode.DONE) {
                    throw new IllegalStateException("batch=" + batch + " event=" + event + " was refused");
                }
            }
            final ByteSink records = workload.engine().records();
            final long between = THREADS.getCurrentThreadAllocatedBytes();
            replica.apply(++sequence, 0, records.bytes(), 0, records.length());
            final long after = THREADS.getCurrentThreadAllocatedBytes();
            executed += between - before;
            applied += after - between;
            allocatingBatches += after > before ? 1 : 0;
        }
    }

    private PartitionEngine copyOf(final PartitionEngine engine) {
        final PartitionEngine copy = new PartitionEngine(catalogs, Workload.SETTINGS);
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            sequence = copy.readChunk(chunk, image(engine, chunk));
        }
        return copy;
    }

    private static void assertSameState(final PartitionEngine expected, final PartitionEngine actual) {
        for (int chunk = 0; chunk < expected.chunks(); chunk++) {
            assertArrayEquals(image(expected, chunk), image(actual, chunk), "chunk=" + chunk);
        }
    }

    private static byte[] image(final PartitionEngine engine, final int chunk) {
        final ByteSink sink = new ByteSink(1 << 16);
        engine.writeChunk(chunk, sink);
        return sink.copy();
    }
}
