package io.ratinggrid.perf.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.Test;

final class QueueModelTest {
    private static final double MS = 1e6;

    @Test
    void shouldTakeTheSumOfAllStepsWhereNothingWaits() {
        final QueueModel model = new QueueModel(setting(10, 16, 60), costs(200, 300, 2, 2), 0).run();

        // 100 and 200 at the gateway, 100 and 300 at the owner, 2 ms of commit that are always the same.
        assertEquals(2.7, model.latencies().getValueAtPercentile(50) / MS, 0.01);
        assertEquals(1, model.eventsOfAnEntry(), 0.05);
        assertEquals(700, model.cpuUs(), 20);
    }

    @Test
    void shouldAnswerEveryEventOnceAndKeepCoresAsBusyAsTheirWork() {
        final QueueModel model = new QueueModel(setting(20_000, 64, 5), costs(0, 10, 1, 5), 0).run();

        assertEquals(90_000, model.latencies().getTotalCount(), 1_500);
        final double perEvent = 100 + 10 + 100 / model.eventsOfAnEntry();
        assertEquals(perEvent, model.cpuUs(), perEvent / 20);
    }

    @Test
    void shouldFillEntriesAsTheRateRisesAndCollapseBeyondItsCores() {
        final Costs costs = costs(0, 10, 3, 6);
        final QueueModel slow = new QueueModel(setting(500, 8, 10), costs, 0).run();
        final QueueModel fast = new QueueModel(setting(8_000, 8, 10), costs, 0).run();
        final QueueModel tooFast = new QueueModel(setting(80_000, 8, 10), costs, 0).run();

        assertTrue(slow.eventsOfAnEntry() < 2, () -> "events=" + slow.eventsOfAnEntry());
        assertTrue(fast.eventsOfAnEntry() > 2.5, () -> "events=" + fast.eventsOfAnEntry());
        assertTrue(fast.latencies().getValueAtPercentile(99) < 100 * MS);
        assertTrue(tooFast.latencies().getValueAtPercentile(99) > 1_000 * MS);
    }

    @Test
    void shouldGatherWhatComesUntilItIsAPartitionsTurn() {
        final QueueModel model = new QueueModel(setting(8_000, 64, 20, 2_000), costs(0, 10, 0.3, 0.3), 0).run();

        assertEquals(4, model.eventsOfAnEntry(), 0.1);
        // 64 turns of 0.5 ms; an event waits for half of them and for what it costs.
        assertEquals(16.5, model.latencies().getValueAtPercentile(50) / MS, 1);
    }

    @Test
    void shouldNotWaitForATurnWhereFewBatchesAreSent() {
        final QueueModel paced = new QueueModel(setting(200, 64, 60, 2_000), costs(0, 10, 2, 2), 0).run();
        final QueueModel free = new QueueModel(setting(200, 64, 60), costs(0, 10, 2, 2), 0).run();

        assertEquals(
                free.latencies().getValueAtPercentile(99), paced.latencies().getValueAtPercentile(99), 0.05 * MS);
    }

    @Test
    void shouldGiveEachGatewayItsOwnHostAndTurns() {
        final QueueModel.Setting two = new QueueModel.Setting(8_000, 2, 64, 2, 4, 2, 2_000, false, 20, 1);
        final QueueModel.Setting eight = new QueueModel.Setting(8_000, 2, 64, 2, 4, 8, 2_000, false, 20, 1);
        final Costs costs = costs(0, 10, 0.3, 0.3);
        final QueueModel both = new QueueModel(two, costs, 0).run();
        final QueueModel many = new QueueModel(eight, costs, 0).run();

        // 8,000 events of 100 us, half of them at each of two gateways of 4 cores. An event waits for half of 56 turns
        // of
        // 0.5 ms, for of 64 partitions some have none.
        assertEquals(0.1, both.busiestGateway(), 0.003);
        assertEquals(0.025, many.busiestGateway(), 0.002);
        assertEquals(14.5, both.latencies().getValueAtPercentile(50) / MS, 0.7);
        // 1,000 events at each of eight: none waits for a turn.
        assertTrue(many.latencies().getValueAtPercentile(50) < 2 * MS);
    }

    @Test
    void shouldNameTheBusiestNodeWithoutItsGateway() {
        final QueueModel model = new QueueModel(setting(10_000, 16, 10), costs(0, 0, 0.3, 0.3), 0).run();
        // 100 us of each event are one core of the gateway's four; entries of the nodes are fewer than events.
        assertEquals(0.25, model.busiestGateway(), 0.01);
        assertTrue(model.busiestNode() < 0.13, () -> "busiest=" + model.busiestNode());
    }

    @Test
    void shouldForceAtTheGatewayAndInTheCommitWithPowerDurability() {
        final Costs process = costs(0, 10, 2, 2).with(Cost.POWER_CPU, 1, "").with(Cost.POWER_FORCE, 5, "");
        final QueueModel model = new QueueModel(setting(10, 16, 60), process.powered(), 0).run();
        final QueueModel busy = new QueueModel(setting(10_000, 64, 5), process.powered(), 0).run();

        // A force, 100 us at the gateway, 110 at the owner, a commit with a force.
        assertEquals(5 + 0.21 + 7, model.latencies().getValueAtPercentile(50) / MS, 0.05);
        // Forces are of all that has come, so that they hold nothing up: half of one is waited for.
        assertTrue(busy.latencies().getValueAtPercentile(50) < 30 * MS);
        assertEquals(45_000, busy.latencies().getTotalCount(), 1_000);
    }

    @Test
    void shouldChargeCopiesForEntries() {
        final QueueModel alone = new QueueModel(setting(1_000, 16, 20), costs(0, 10, 2, 2), 0).run();
        final QueueModel copied = new QueueModel(setting(1_000, 16, 20), costs(0, 10, 2, 2), 1).run();

        assertTrue(copied.cpuUs() > alone.cpuUs() + 40, () -> alone.cpuUs() + " " + copied.cpuUs());
    }

    @Test
    void shouldSolveWhatAnEntryAndAnEventCost() {
        assertArrayEquals(new double[] {40, 10}, Validation.solve(100, 10_000, 104_000, 5_000, 10_000, 300_000), 1e-6);
        assertArrayEquals(new double[] {0, 20}, Validation.solve(10, 1_000, 30_000, 500, 1_000, 20_000), 1e-6);
    }

    /** 100 us for an entry at the owner and for an event at the gateway. */
    private static Costs costs(
            final double gatewayBatchUs, final double eventUs, final double commitMs, final double p99) {
        try {
            return Costs.shipped()
                    .with(Cost.OWNER_EVENT, eventUs, "")
                    .with(Cost.OWNER_ENTRY, 100, "")
                    .with(Cost.GATEWAY_EVENT, 100, "")
                    .with(Cost.GATEWAY_BATCH, gatewayBatchUs, "")
                    .with(Cost.COPY_ENTRY, 50, "")
                    .with(Cost.COPY_EVENT, 0, "")
                    .with(Cost.COMMIT_P10, commitMs, "")
                    .with(Cost.COMMIT_P50, commitMs, "")
                    .with(Cost.COMMIT_P90, commitMs, "")
                    .with(Cost.COMMIT_P99, p99, "")
                    .with(Cost.COMMIT_P999, p99, "")
                    .with(Cost.COMMIT_MOST, p99, "")
                    .with(Cost.COPIED_P10, commitMs, "")
                    .with(Cost.COPIED_P50, commitMs, "")
                    .with(Cost.COPIED_P90, commitMs, "")
                    .with(Cost.COPIED_P99, p99, "")
                    .with(Cost.COPIED_P999, p99, "")
                    .with(Cost.COPIED_MOST, p99, "");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QueueModel.Setting setting(final double rate, final int partitions, final double seconds) {
        return setting(rate, partitions, seconds, 1e9);
    }

    private static QueueModel.Setting setting(
            final double rate, final int partitions, final double seconds, final double batchesPerSecond) {
        return new QueueModel.Setting(rate, 2, partitions, 2, 4, 1, batchesPerSecond, false, seconds, 1);
    }
}
