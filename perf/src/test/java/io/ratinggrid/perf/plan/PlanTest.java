package io.ratinggrid.perf.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PlanTest {
    private static final Machines MACHINES = new Machines(16, 256, 0.5);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldCarryTheBusiestSecondWithOneNodeDead() throws IOException {
        final Sizing sizing =
                Sizing.of(demand(100_000_000, 5_000_000_000L, 4, 1, false, 7, 35, 2), MACHINES, Costs.shipped());

        final int left = sizing.nodes() - 1;
        assertTrue(sizing.nodeCores() <= left * 8.0, () -> "nodes=" + sizing.nodes());
        assertTrue(sizing.memoryGb() <= left * 256.0, () -> "nodes=" + sizing.nodes());
        assertTrue(sizing.memoryGb() > (left - 1) * 256.0 || sizing.nodeCores() > (left - 1) * 8.0);
    }

    @Test
    void shouldTakeThreeNodesAtLeastAndOneMoreThanCopiesNeed() throws IOException {
        assertEquals(
                3,
                Sizing.of(demand(1_000, 1_000, 1, 0, false, 1, 1, 2), MACHINES, Costs.shipped())
                        .nodes());
        assertEquals(
                5,
                Sizing.of(demand(1_000, 1_000, 1, 3, false, 1, 1, 2), MACHINES, Costs.shipped())
                        .nodes());
    }

    @Test
    void shouldFillEntriesWhereGatewaysSendFewBatches() throws IOException {
        final Sizing two =
                Sizing.of(demand(100_000_000, 5_000_000_000L, 4, 1, false, 7, 1, 2), MACHINES, Costs.shipped());
        final Sizing fifty =
                Sizing.of(demand(100_000_000, 5_000_000_000L, 4, 1, false, 7, 1, 50), MACHINES, Costs.shipped());

        // 231,481 events in the busiest second, 4,000 and 100,000 batches.
        assertEquals(57.9, two.eventsOfAnEntry(), 0.1);
        assertEquals(2.3, fifty.eventsOfAnEntry(), 0.1);
        assertTrue(fifty.nodeCores() > 5 * two.nodeCores());
    }

    @Test
    void shouldGrowMemoryWithTheDuplicateWindow() throws IOException {
        final Sizing day = Sizing.of(demand(1_000_000, 100_000_000, 1, 0, false, 1, 1, 2), MACHINES, Costs.shipped());
        final Sizing month =
                Sizing.of(demand(1_000_000, 100_000_000, 1, 0, false, 1, 31, 2), MACHINES, Costs.shipped());

        // 30 days of 100 million claims, 48 bytes on the owner and 29 in images.
        assertEquals(231, month.memoryGb() - day.memoryGb(), 1e-6);
    }

    @Test
    void shouldHaveTheStateOncePerCopyThatIsFollowed() throws IOException {
        final Sizing not = Sizing.of(demand(1_000_000, 100_000_000, 1, 2, false, 1, 1, 2), MACHINES, Costs.shipped());
        final Sizing followed =
                Sizing.of(demand(1_000_000, 100_000_000, 1, 2, true, 1, 1, 2), MACHINES, Costs.shipped());

        // Two more: a million accounts of 565 bytes, 100 million claims of 48.
        assertEquals(2 * 5.365, followed.memoryGb() - not.memoryGb(), 1e-6);
    }

    @Test
    void shouldPrintWhatIsNeededAndWhy() {
        assertEquals(0, plan("--subscribers=1000000"), out::toString);
        assertTrue(out.toString().contains("| nodes | 3 | "), out::toString);
        assertTrue(out.toString().contains("| busiest second | "), out::toString);
        assertTrue(out.toString().contains("1,000,000 accounts, 20,000,000 events a day"), out::toString);
        assertTrue(
                out.toString()
                        .matches(
                                "(?s).*Commit times: mean [0-9.]+ ms, median [0-9.]+, p99 [0-9.]+, longest [0-9.]+ \\(measured: perf plan --validate, 2 nodes and a copy, 8,000/s.*"),
                out::toString);
        assertTrue(out.toString().contains("| busiest node | busiest gateway |"), out::toString);
    }

    @Test
    @Timeout(120)
    void shouldPlanAndModelABillionAccountsOnAHundredNodes() {
        assertEquals(
                0,
                plan(
                        "--subscribers=1000000000",
                        "--events-per-day=20000000000",
                        "--window=33",
                        "--cores=32",
                        "--memory=1024",
                        "--gateways=8",
                        "--batches-per-second=50000"),
                out::toString);

        final Matcher nodes = Pattern.compile("\\| nodes \\| (\\d+) \\|").matcher(out.toString());
        assertTrue(nodes.find() && Integer.parseInt(nodes.group(1)) >= 100, out::toString);
        final Matcher times = Pattern.compile("\\| busiest second \\| 694,444 \\| ([0-9.,]+) \\| ([0-9.,]+) ")
                .matcher(out.toString());
        assertTrue(times.find(), out::toString);
        // Rated and committed, and within some turns of 0.33 s.
        assertTrue(Double.parseDouble(times.group(1)) > 1, out::toString);
        assertTrue(Double.parseDouble(times.group(2)) < 1_000, out::toString);
    }

    @Test
    void shouldModelMoreThanOneRoundOfTurns() {
        assertEquals(
                0,
                plan("--subscribers=1000000", "--cores=64", "--gateways=1", "--batches-per-second=20"),
                out::toString);
        // 1,024 partitions at 20 turns a second.
        assertTrue(out.toString().contains("every 51.200 s: 1,024 partitions"), out::toString);
        assertTrue(out.toString().contains(" % | 128.0 s |"), out::toString);
    }

    @Test
    void shouldShowEveryInputWithUnitAndOrigin() throws IOException {
        assertEquals(0, plan("--subscribers=1000000", "--window=3"), out::toString);
        for (final Cost cost : Costs.shipped().used()) {
            assertTrue(out.toString().contains("| " + cost.key() + " | "), cost::key);
            assertTrue(
                    Costs.shipped().origin(cost).matches("(measured|reckoned): .+"),
                    () -> cost.key() + " is from nowhere");
        }
        assertTrue(out.toString().contains("| copy.entry.us | "), out::toString);
        assertTrue(
                out.toString().contains("| reckoned: 174 bytes of event, its number and checksum; answers are codes |"),
                out::toString);
        assertTrue(out.toString().contains("| --window | 3 | days | of duplicate window | asked |"), out::toString);
        assertTrue(out.toString().contains("| --peak | 3 | times | "), out::toString);
        assertTrue(out.toString().contains("| --batches-per-second | 2,000 | batches | "), out::toString);
    }

    @Test
    void shouldReckonImagesAndHeapsByTheirOwnBytes() throws IOException {
        // A day of 1,000 events and a million accounts: 565 on the heap, 109 in images.
        final Sizing one = Sizing.of(demand(1_000_000, 1_000, 1, 0, false, 0, 0, 2), MACHINES, Costs.shipped());
        assertEquals(0.674, one.memoryGb(), 1e-9);
        assertEquals(2 * 0.109 / 3, one.diskGb(), 1e-9);
    }

    @Test
    void shouldTakeMoreOfCoresAndTimeForPowerDurabilityAndSayHowThatIsKnown() throws IOException {
        final Costs power = Costs.shipped().powered();
        final Demand demand = demand(1_000_000, 2_000_000_000L, 3, 1, false, 1, 1, 2);

        assertEquals(
                1.12,
                Sizing.of(demand, MACHINES, power).nodeCores()
                        / Sizing.of(demand, MACHINES, Costs.shipped()).nodeCores(),
                1e-6);
        for (final Cost commit : List.of(Cost.COMMIT_P10, Cost.COMMIT_P99, Cost.COMMIT_MOST)) {
            assertEquals(Costs.shipped().of(commit) + 2.19, power.of(commit), 1e-9);
        }
        assertEquals(2.19, power.forceMs());
        assertEquals(0, Costs.shipped().forceMs());

        assertEquals(0, plan("--durability=power"), out::toString);
        assertTrue(out.toString().contains("power durability"), out::toString);
        assertTrue(
                out.toString()
                        .contains(
                                "| 4.3904 | us | CPU of the owner for an event | from the ratio: power.cpu.ratio times 3.92, "),
                out::toString);
        assertTrue(out.toString().contains("| power.force.ms | 2.19 | ms | "), out::toString);
    }

    @Test
    void shouldRefuseAnotherDurability() {
        assertNotEquals(0, plan("--durability=none"));
        assertNotEquals(0, plan("--durability=power", "--validate"));
        assertTrue(out.toString().contains("--durability=power must be process or power"), out::toString);
    }

    @Test
    void shouldRecoverWithAStartThatDoesNotGrow() throws IOException {
        // Of 3 nodes: a million accounts and 11 million claims each, then ten times as many.
        final Sizing one = Sizing.of(demand(3_000_000, 33_000_000, 1, 0, false, 1, 1, 2), MACHINES, Costs.shipped());
        final Sizing ten = Sizing.of(demand(30_000_000, 330_000_000, 1, 0, false, 1, 1, 2), MACHINES, Costs.shipped());

        assertEquals(12, one.recoverySeconds(), 1e-9);
        assertEquals(3, ten.nodes());
        assertEquals(66, ten.recoverySeconds(), 1e-9);
    }

    @Test
    void shouldTakeOwnCostsAndRefuseThoseThatItDoesNotKnow() throws IOException {
        final Path own = Files.writeString(directory.resolve("own"), "owner.event.us=77\n");
        assertEquals(0, plan("--costs=" + own), out::toString);
        assertTrue(
                out.toString().contains("| owner.event.us | 77 | us | CPU of the owner for an event | " + own),
                out::toString);

        Files.writeString(own, "owner.event.us=fast\n");
        assertNotEquals(0, plan("--costs=" + own));
        assertTrue(out.toString().contains("owner.event.us=fast, must be a number from 0 on"), out::toString);

        Files.writeString(own, "owner.events.us=1\n");
        assertNotEquals(0, plan("--costs=" + own));
        assertTrue(out.toString().contains("names a cost that is not known"), out::toString);
    }

    private static Demand demand(
            final long accounts,
            final long eventsPerDay,
            final double peak,
            final int copies,
            final boolean followed,
            final int retentionDays,
            final int windowDays,
            final int gateways) {
        return new Demand(accounts, eventsPerDay, peak, copies, followed, retentionDays, windowDays, gateways, 2_000);
    }

    private int plan(final String... arguments) {
        return new CommandLine(new Plan())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }
}
