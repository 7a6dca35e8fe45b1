package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked figures, each on its sample catalog. */
class WorkedFiguresTest {
    private static final long GB = 1_000_000_000L;
    private static final long SECOND = 1_000L;

    private static PartitionFixture figure(final int number) {
        return new PartitionFixture(Path.of("src/main/resources/samples/figure-" + number)).at("2026-06-02T10:00:00Z");
    }

    private static void unbilled(final String expected, final PartitionFixture grid) {
        assertEquals(new BigDecimal(expected), grid.unbilled("a"));
    }

    /** Whole parts, the remainder on the last. */
    private static void cut(final long total, final int parts, final java.util.function.LongConsumer use) {
        for (int i = 0; i < parts - 1; i++) {
            use.accept(total / parts);
        }
        use.accept(total - total / parts * (parts - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 100_000})
    void figure1PoolsGraduatedData(final int parts) {
        final PartitionFixture grid = figure(1).open("a", 3, "data-pool");
        final int[] next = {0};
        cut(1_280 * GB, parts, q -> assertEquals(ResultCode.DONE, grid.use("a", next[0]++ % 3 + 1, "data", "", q)));
        unbilled("406.00", grid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void figure2PaysAllowancesThenOverage(final int parts) {
        final PartitionFixture grid = figure(2).open("a", 1, "mobile");
        cut(780 * 60, parts, q -> grid.use("a", 1, "voice", "447700900123", q * SECOND));
        cut(90 * 60, parts, q -> grid.use("a", 1, "voice", "33123456789", q * SECOND));
        cut(310, Math.min(parts, 310), q -> grid.use("a", 1, "sms", "447700900123", q));
        unbilled("40.90", grid);
        grid.at("2026-07-02T00:00:00Z").next(CommandType.CLOSE_CYCLE, "a");
        assertEquals(ResultCode.DONE, grid.execute());
        unbilled("0.00", grid);
    }

    @Test
    void figure2StartedMinutesDoNotTelescope() {
        final PartitionFixture grid = figure(2).open("a", 1, "mobile-by-the-minute");
        cut(780 * 60, 1_560, q -> grid.use("a", 1, "voice", "447700900123", q * SECOND));
        unbilled("73.00", grid);
    }

    @Test
    void figure6BillsAtTheThreshold() {
        final PartitionFixture grid = figure(6).open("a", 1, "advertiser");
        grid.use("a", 1, "advertising", "", 500);
        unbilled("500.00", grid);
        grid.use("a", 1, "advertising", "", 1_400);
        unbilled("1900.00", grid);
        grid.use("a", 1, "advertising", "", 700);
        unbilled("0.00", grid);
        grid.use("a", 1, "advertising", "", 150);
        unbilled("150.00", grid);
    }

    @Test
    void figure7DrawsDownAtTheServicesRate() {
        final PartitionFixture grid = figure(7).open("a", 1, "storage-bill-later");
        grid.use("a", 1, "data", "", 800 * GB);
        assertEquals(4_200 * GB, grid.remaining("a"));
        grid.use("a", 1, "data-compressed", "", 100 * GB);
        assertEquals(4_150 * GB, grid.remaining("a"));
        grid.use("a", 1, "data", "", 1_000 * GB);
        assertEquals(3_150 * GB, grid.remaining("a"));
        grid.use("a", 1, "data", "", 3_200 * GB);
        assertEquals(0, grid.remaining("a"));
        unbilled("5.00", grid);
    }

    @Test
    void figure7BlocksOrOverdraws() {
        final PartitionFixture grid = figure(7).open("a", 1, "storage-block").open("b", 1, "storage-overdraw");
        for (final String account : new String[] {"a", "b"}) {
            grid.use(account, 1, "data", "", 1_850 * GB);
        }
        assertEquals(ResultCode.PARTLY_FUNDED, grid.use("a", 1, "data", "", 3_200 * GB));
        assertEquals(0, grid.remaining("a"));
        assertEquals(ResultCode.DONE, grid.use("b", 1, "data", "", 3_200 * GB));
        assertEquals(-50 * GB, grid.remaining("b"));
    }

    @Test
    void figure7CreditsCoverSixtyOfAHundred() {
        final PartitionFixture grid = figure(7).open("a", 1, "storage-credits");
        grid.use("a", 1, "data-compressed", "", 100 * GB);
        unbilled("4.00", grid);
    }

    @Test
    void figure8RollsAtMostFiveDrinksOver() {
        final PartitionFixture grid = figure(8).open("a", 1, "coffee-pass");
        grid.use("a", 1, "coffee", "", 18);
        assertEquals(7, grid.remaining("a"));
        grid.at("2026-07-01T10:00:00Z");
        grid.use("a", 1, "coffee", "", 6);
        assertEquals(24, grid.remaining("a"));
        final Command topUp = grid.next(CommandType.TOP_UP, "a");
        topUp.name = "top-up-drinks";
        topUp.quantity = 10;
        topUp.hasAmount = true;
        topUp.amountUnscaled = 2_000;
        topUp.amountDecimals = 2;
        topUp.text = "Top-up";
        assertEquals(ResultCode.DONE, grid.execute());
        assertEquals(34, grid.remaining("a"));
    }
}
