package io.ratinggrid.node.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.ResultRecord;

/** The account acme in an engine, and its records as a journal has them, entry by entry. */
final class JournaledAccount {
    private final List<List<ResultRecord>> entries = new ArrayList<>();
    private final PartitionEngine engine;

    /** {@code directory} takes the catalog. */
    JournaledAccount(final Path directory, final String catalog) throws IOException, CatalogRefusedException {
        Files.writeString(directory.resolve("catalog.yaml"), catalog);
        engine = new PartitionEngine(CatalogFiles.load(directory), PartitionSettings.DEFAULT);
    }

    PartitionEngine engine() {
        return engine;
    }

    /** In order; the first is that of sequence 1. */
    List<List<ResultRecord>> entries() {
        return entries;
    }

    /** One more entry, of the time of its first command; each must be done. */
    void entry(final Command... commands) {
        engine.beginEntry(entries.size() + 1, commands[0].atMs);
        for (final Command command : commands) {
            final ByteSink bytes = new ByteSink(256);
            command.content = CommandCodec.contentOf(command, bytes);
            bytes.truncate(0);
            CommandCodec.encode(command, bytes);
            assertEquals(ResultCode.DONE, engine.execute(bytes.bytes(), 0, bytes.length()));
        }
        final byte[] written = engine.records().copy();
        final ByteSource source = new ByteSource().wrap(written, 0, written.length);
        final List<ResultRecord> records = new ArrayList<>();
        while (source.remaining() > 0) {
            records.add(new ResultRecord().decode(source));
        }
        entries.add(records);
    }

    static Command open(final String zone, final long atMs) {
        final Command open = command(CommandType.OPEN_ACCOUNT, "o", atMs);
        open.name = "acme";
        open.text = "EUR";
        open.zone = zone;
        open.cycleRule = 1;
        return open;
    }

    static Command subscribe(final long atMs) {
        final Command subscribe = command(CommandType.SUBSCRIBE, "s", atMs);
        subscribe.name = "all";
        return subscribe;
    }

    static Command use(final String id, final String service, final long quantity, final long atMs) {
        final Command use = command(CommandType.USAGE, id, atMs);
        use.service = Symbol.of(service);
        use.quantity = quantity;
        return use;
    }

    static Command command(final CommandType type, final String id, final long atMs) {
        final Command command = new Command();
        command.reset(type);
        command.account = AccountKey.of("acme");
        command.atMs = atMs;
        command.startMs = atMs;
        command.id(id.getBytes(StandardCharsets.UTF_8));
        return command;
    }
}
