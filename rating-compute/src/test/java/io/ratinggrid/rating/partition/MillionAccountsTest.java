package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million accounts with one line each in the memory of one process: opened, rated once each, and nothing is lost. */
class MillionAccountsTest {
    private static final int ACCOUNTS = 1_000_000;
    private static final int PARTITIONS = 16;
    private static final int BATCH = 1_000;
    private static final long AT_MS = 1_780_394_400_000L; // 2026-06-02T10:00:00Z
    private static final int INCLUDED = 60;
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: Europe/London
            services: {sms: {unit: message}}
            buckets: {messages: {unit: message, services: {sms: 1}, validity: cycle}}
            tariffs: {t: {charges: {c: {service: sms, line: Messages, accumulator: month, price: 0.01 / 3 messages}}}}
            plans: {p: {tariffs: [t], grants: {messages: 60 messages}}}
            """;

    @TempDir
    private Path directory;

    private final PartitionEngine[] engines = new PartitionEngine[PARTITIONS];
    private final Command command = new Command();
    private final ByteSink encoded = new ByteSink(512);
    private final ByteSource records = new ByteSource();
    private final ByteSource effects = new ByteSource();
    private final ResultRecord record = new ResultRecord();
    private final Effect effect = new Effect();
    private long sequence;
    private int inEntry;

    private long granted;
    private long drawn;
    private long charged;
    private long counted;

    @Test
    void shouldHoldAMillionAccounts() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        final CatalogHistory catalogs = new CatalogHistory(CatalogSource.load(directory).versions().stream()
                .map(CatalogCompiler::compile)
                .toList());
        final long before = usedBytes();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            engines[partition] = new PartitionEngine(catalogs, PartitionSettings.DEFAULT);
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            open(account);
            rate(account);
        }
        finishEntry();
        System.out.printf(
                "a million accounts: %,d bytes each in memory, of them %,d of state%n",
                (usedBytes() - before) / ACCOUNTS, stateBytes() / ACCOUNTS);
        assertBalanced();
    }

    private void open(final int account) {
        final String name = "account-" + account;
        next(CommandType.OPEN_ACCOUNT, name);
        command.name = name;
        command.text = "EUR";
        command.zone = "Europe/London";
        command.cycleRule = 1;
        execute();
        next(CommandType.ADD_SUBSCRIBER, name);
        command.name = "44770" + account;
        execute();
        next(CommandType.SUBSCRIBE, name);
        command.subscriber = 1;
        command.name = "p";
        execute();
    }

    /** Between 1 and 100 messages; only these commands have ids, which the duplicate window keeps. */
    private void rate(final int account) {
        next(CommandType.USAGE, "account-" + account);
        command.subscriber = 1;
        command.startMs = AT_MS;
        command.service = Symbol.of("sms");
        command.quantity = quantity(account);
        Bytes.putLong(command.id, 0, account);
        command.idLength = Long.BYTES;
        execute();
    }

    private static long quantity(final int account) {
        return 1 + account * 7L % 100;
    }

    private void next(final CommandType type, final String account) {
        command.reset(type);
        command.account = AccountKey.of(account);
        command.atMs = AT_MS;
    }

    private void execute() {
        final PartitionEngine engine = engines[AccountKey.partition(command.account, PARTITIONS)];
        if (inEntry == 0) {
            sequence++;
            for (final PartitionEngine each : engines) {
                each.beginEntry(sequence, AT_MS);
            }
        }
        encoded.truncate(0);
        CommandCodec.encode(command, encoded);
        final ResultCode code = engine.execute(encoded.bytes(), 0, encoded.length());
        if (code != ResultCode.DONE) {
            throw new IllegalStateException("code=" + code + " type=" + command.type);
        }
        if (++inEntry == BATCH) {
            finishEntry();
        }
    }

    /** Adds up what the records of the entry say. */
    private void finishEntry() {
        for (final PartitionEngine engine : engines) {
            records.wrap(engine.records().bytes(), 0, engine.records().length());
            while (inEntry > 0 && records.remaining() > 0) {
                record.decode(records).effects(effects);
                while (effects.remaining() > 0) {
                    add();
                }
            }
        }
        inEntry = 0;
    }

    private void add() {
        effect.decode(effects);
        switch (effect.kind()) {
            case BUCKET_GRANTED -> granted += effect.field(3);
            case BUCKET_DRAWN -> drawn += effect.field(2);
            case CHARGED -> charged += effect.field(3);
            case ACCUMULATED -> counted += effect.field(3);
            default -> {
                // Moves nothing that is added up.
            }
        }
    }

    private void assertBalanced() {
        long used = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            used += quantity(account);
        }
        final long[] remaining = new long[1];
        final long[] lines = new long[1];
        for (final PartitionEngine engine : engines) {
            engine.forEachAccount(account -> {
                final StateRecord line = account.record(1);
                remaining[0] += BucketSlot.remaining(line, line.first(SlotKind.BUCKET));
                final int slot = account.head().first(SlotKind.LINE);
                lines[0] += slot < 0 ? 0 : LineSlot.whole(account.head(), slot);
            });
        }
        assertEquals((long) ACCOUNTS * INCLUDED, granted);
        assertEquals(granted, drawn + remaining[0], "granted = spent + remaining");
        assertEquals(used, drawn + counted, "used = included + priced");
        assertEquals(charged, lines[0], "journal = state");
    }

    private long stateBytes() {
        final long[] sum = new long[1];
        for (final PartitionEngine engine : engines) {
            engine.forEachAccount(account ->
                    sum[0] += account.head().bytes().length + account.record(1).bytes().length);
        }
        return sum[0];
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
