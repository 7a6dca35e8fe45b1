package io.ratinggrid.node.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.samples.Samples;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.ResultRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node in this process: what it answered is there after a restart, byte by byte. */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedNodeSystemTest {
    private static final long AT = Instant.parse("2026-06-02T10:00:00Z").toEpochMilli();

    @TempDir
    private Path directory;

    private final Command command = new Command();
    private int nextId;

    @Test
    void shouldKeepAccountsAndCatalogsOverARestart() throws Exception {
        final Path catalog = Samples.unpack("figure-1", directory.resolve("samples"));
        final NodeSettings settings = NodeSettings.standard(directory.resolve("data"));
        final byte[] before;
        try (EmbeddedNode node = new EmbeddedNode(settings, OwnerListener.NONE).start(catalog)) {
            open(node);
            assertEquals(ResultCode.DONE, use(node, 600_000_000_000L));
            before = head(node);
        }
        try (EmbeddedNode node = new EmbeddedNode(settings, OwnerListener.NONE).start(catalog)) {
            assertTrue(Arrays.equals(before, head(node)), "live and recovered state differ");
            assertEquals(ResultCode.DONE, use(node, 680_000_000_000L));
            final List<ResultCode> codes = new ArrayList<>();
            node.forEachRecord(record -> codes.add(usageCode(record)));
            assertEquals(2, codes.stream().filter(ResultCode.DONE::equals).count());
        }
    }

    @Test
    void shouldTakeBackWhatTheJournalSaysAlsoAfterARestart() throws Exception {
        final Path catalog = Samples.unpack("figure-1", directory.resolve("samples"));
        final NodeSettings settings = NodeSettings.standard(directory.resolve("data"));
        final int event;
        try (EmbeddedNode node = new EmbeddedNode(settings, OwnerListener.NONE).start(catalog)) {
            open(node);
            event = nextId;
            assertEquals(ResultCode.DONE, use(node, 600_000_000_000L));
            assertEquals(ResultCode.DONE, use(node, 1_000_000_000L));
        }
        try (EmbeddedNode node = new EmbeddedNode(settings, OwnerListener.NONE).start(catalog)) {
            assertEquals(230_300_000L, unbilled(node));
            next(CommandType.CANCEL_EVENT).name = Integer.toString(event);
            assertEquals(ResultCode.DONE, execute(node));
            while (unbilled(node) == 230_300_000L) {
                Thread.sleep(5);
            }
            assertEquals(300_000L, unbilled(node));
        }
        try (EmbeddedNode node = new EmbeddedNode(settings, OwnerListener.NONE).start(catalog)) {
            assertEquals(300_000L, unbilled(node));
            next(CommandType.CANCEL_EVENT).name = Integer.toString(event);
            assertEquals(ResultCode.ALREADY_CANCELLED, execute(node));
            final List<ResultCode> codes = new ArrayList<>();
            node.forEachRecord(
                    record -> codes.add(record.command().type == CommandType.REVERSE_EVENT ? record.code() : null));
            assertEquals(1, codes.stream().filter(ResultCode.DONE::equals).count());
        }
    }

    /** Scaled. */
    private static long unbilled(final EmbeddedNode node) {
        final List<Account> accounts = new ArrayList<>();
        node.forEachAccount(accounts::add);
        final StateRecord head = accounts.get(0).head();
        return LineSlot.whole(head, head.first(SlotKind.LINE));
    }

    private static ResultCode usageCode(final ResultRecord record) {
        return record.command().type == CommandType.USAGE ? record.code() : null;
    }

    private void open(final EmbeddedNode node) {
        next(CommandType.OPEN_ACCOUNT).name = "a";
        command.text = "EUR";
        command.zone = "Europe/London";
        command.cycleRule = 1;
        assertEquals(ResultCode.DONE, execute(node));
        next(CommandType.ADD_SUBSCRIBER).name = "a-1";
        assertEquals(ResultCode.DONE, execute(node));
        next(CommandType.SUBSCRIBE).name = "data-pool";
        assertEquals(ResultCode.DONE, execute(node));
    }

    private ResultCode use(final EmbeddedNode node, final long octets) {
        next(CommandType.USAGE).service = Symbol.of("data");
        command.subscriber = 1;
        command.quantity = octets;
        return execute(node);
    }

    private Command next(final CommandType type) {
        command.reset(type);
        command.account = AccountKey.of("a");
        command.atMs = AT;
        command.startMs = AT;
        command.id(Integer.toString(nextId++).getBytes(StandardCharsets.US_ASCII));
        return command;
    }

    private ResultCode execute(final EmbeddedNode node) {
        return node.execute(AccountKey.partition(command.account, node.partitions()), command)
                .code();
    }

    private static byte[] head(final EmbeddedNode node) {
        final List<Account> accounts = new ArrayList<>();
        node.forEachAccount(accounts::add);
        assertEquals(1, accounts.size());
        return accounts.get(0).head().bytes();
    }
}
