package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A command dated so far ahead that its account would turn more cycles than an entry holds. */
class TooMuchAtOnceTest {
    private static final Path CATALOG = Path.of("src/main/resources/samples/carrier");
    private static final String ACCOUNT = "acme";
    /** What one command may write, docs/RATING.md "Closing a cycle", and what it writes besides. */
    private static final int MOST_BYTES = 66 * 1024;

    private final PartitionFixture partition = new PartitionFixture(CATALOG);

    @BeforeEach
    void open() {
        partition.at("2026-06-01T10:00:00Z").open(ACCOUNT, 1, "bundle");
        assertEquals(ResultCode.DONE, partition.at("2026-06-02T10:00:00Z").use(ACCOUNT, 1, "voice", "4420", 60));
    }

    @ParameterizedTest
    @EnumSource(names = {"USAGE", "TOP_UP", "ADJUST", "PAYMENT", "INVOICE", "CLOSE_CYCLE", "ADVANCE_TIME"})
    void shouldChangeNothing(final CommandType type) {
        final byte[][] before = state();
        assertEquals(ResultCode.TOO_MUCH_AT_ONCE, execute(type, "2099-01-01T00:00:00Z"));
        assertArrayEquals(before, state());
        assertTrue(
                partition.engine().records().length() < 200,
                () -> "bytes=" + partition.engine().records().length());
        assertEquals(ResultCode.DONE, partition.at("2026-06-03T10:00:00Z").use(ACCOUNT, 1, "voice", "4420", 60));
    }

    @Test
    void shouldTurnWhatFits() {
        assertEquals(ResultCode.DONE, execute(CommandType.USAGE, "2029-06-01T00:00:00Z"));
        assertTrue(partition.engine().records().length() < MOST_BYTES);
        assertEquals(Instant.parse("2029-05-31T23:00:00Z"), cycleFrom());
    }

    @Test
    void shouldGetThereInSteps() {
        for (int year = 2028; year < 2100; year++) {
            assertEquals(ResultCode.DONE, execute(CommandType.ADVANCE_TIME, year + "-01-01T00:00:00Z"));
            assertTrue(partition.engine().records().length() < MOST_BYTES);
        }
        assertEquals(ResultCode.DONE, execute(CommandType.USAGE, "2099-01-01T00:00:00Z"));
        assertEquals(Instant.parse("2099-01-01T00:00:00Z"), cycleFrom());
    }

    private Instant cycleFrom() {
        return Instant.ofEpochSecond(
                AccountSlot.cycleFrom(partition.account(ACCOUNT).head()));
    }

    private ResultCode execute(final CommandType type, final String at) {
        final Command command = partition.at(at).next(type, ACCOUNT);
        command.fromMs = command.atMs;
        switch (type) {
            case USAGE -> {
                command.subscriber = 1;
                command.service = Symbol.of("sms");
                command.number = Digits.of("4420");
                command.numberLength = 4;
                command.quantity = 1;
            }
            case TOP_UP, ADJUST -> {
                command.name = "balance";
                command.subscriber = 1;
                amount(command);
            }
            case PAYMENT -> amount(command);
            default -> {
                // Its time is all that it has.
            }
        }
        return partition.execute();
    }

    private static void amount(final Command command) {
        command.hasAmount = true;
        command.amountUnscaled = 5;
        command.amountDecimals = 0;
    }

    private byte[][] state() {
        final Account account = partition.account(ACCOUNT);
        final byte[][] state = new byte[account.subscribers() + 1][];
        for (int ordinal = 0; ordinal < state.length; ordinal++) {
            state[ordinal] = account.record(ordinal).bytes().clone();
        }
        return state;
    }
}
