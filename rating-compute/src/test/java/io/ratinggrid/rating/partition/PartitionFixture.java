package io.ratinggrid.rating.partition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.money.ExactAmount;

/** One partition over a sample catalog, with short ways to say commands and to read figures. */
public final class PartitionFixture {
    private final CatalogHistory catalogs;
    private final PartitionEngine engine;
    private final ByteSink sink = new ByteSink(256);
    private final ByteSink scratch = new ByteSink(256);
    private final Command command = new Command();
    private long nextId;
    private long sequence;
    private long atMs;

    public PartitionFixture(final Path catalog) {
        this(catalog, PartitionSettings.DEFAULT);
    }

    public PartitionFixture(final Path catalog, final PartitionSettings settings) {
        final CatalogLoad load = CatalogSource.load(catalog);
        if (load.versions().isEmpty()) {
            throw new IllegalArgumentException(load.problems().toString());
        }
        catalogs = new CatalogHistory(
                load.versions().stream().map(CatalogCompiler::compile).toList());
        engine = new PartitionEngine(catalogs, settings);
    }

    public PartitionFixture at(final String instant) {
        atMs = Instant.parse(instant).toEpochMilli();
        return this;
    }

    public PartitionEngine engine() {
        return engine;
    }

    public Command next(final CommandType type, final String account) {
        command.reset(type);
        command.account = AccountKey.of(account);
        command.atMs = atMs;
        command.startMs = atMs;
        command.id(Long.toString(nextId++).getBytes(StandardCharsets.US_ASCII));
        return command;
    }

    public ResultCode execute() {
        command.content = CommandCodec.contentOf(command, scratch);
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        engine.beginEntry(++sequence, atMs);
        return engine.execute(sink.bytes(), 0, sink.length());
    }

    public PartitionFixture open(final String account, final int subscribers, final String plan) {
        final Command open = next(CommandType.OPEN_ACCOUNT, account);
        open.name = account;
        open.text = catalogs.latest().money().code();
        open.zone = "Europe/London";
        open.cycleRule = 1;
        done(execute());
        for (int i = 1; i <= subscribers; i++) {
            next(CommandType.ADD_SUBSCRIBER, account).name = account + "-" + i;
            done(execute());
        }
        next(CommandType.SUBSCRIBE, account).name = plan;
        done(execute());
        return this;
    }

    public ResultCode use(
            final String account, final int subscriber, final String service, final String to, final long quantity) {
        final Command event = next(CommandType.USAGE, account);
        event.subscriber = subscriber;
        event.service = Symbol.of(service);
        event.quantity = quantity;
        if (!to.isEmpty()) {
            event.number = Digits.of(to);
            event.numberLength = to.length();
        }
        return execute();
    }

    /** Sum over unbilled lines of their rounded totals less what was billed. */
    public BigDecimal unbilled(final String account) {
        final StateRecord head = account(account).head();
        final Catalog catalog = catalogs.latest();
        final ExactAmount amount = new ExactAmount();
        long total = 0;
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE && LineSlot.flags(head, slot) != LineSlot.PREPAID) {
                total += LineSlot.amount(head, slot, amount)
                                .rounded(catalog.money().scaledPerMinor(), RoundingMode.HALF_UP)
                        - LineSlot.billed(head, slot);
            }
        }
        return catalog.money().decimal(total);
    }

    /** Sum of what is left in buckets that hold now. */
    public long remaining(final String account) {
        long total = 0;
        for (int ordinal = 0; ordinal <= account(account).subscribers(); ordinal++) {
            final StateRecord record = account(account).record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (record.kind(slot) == SlotKind.BUCKET && BucketSlot.holdsAt(record, slot, atMs)) {
                    total += BucketSlot.remaining(record, slot);
                }
            }
        }
        return total;
    }

    public Account account(final String account) {
        return engine.account(AccountKey.of(account));
    }

    private static void done(final ResultCode code) {
        if (code != ResultCode.DONE) {
            throw new IllegalStateException("code=" + code);
        }
    }
}
