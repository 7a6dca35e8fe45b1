package io.ratinggrid.perf.rig;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;

/** Rating engines of all partitions without a grid around them. One thread. */
public final class Engines {
    /** Commands of one journal entry. */
    private static final int ENTRY = 256;

    private final PartitionEngine[] engines;
    private final int[] inEntry;
    private final long[] sequences;
    private final ByteSink encoded = new ByteSink(512);

    public Engines(final int partitions, final PartitionSettings settings, final CatalogHistory catalogs) {
        engines = new PartitionEngine[partitions];
        inEntry = new int[partitions];
        sequences = new long[partitions];
        for (int i = 0; i < partitions; i++) {
            engines[i] = new PartitionEngine(catalogs, settings);
        }
    }

    public ResultCode execute(final Command command) {
        encoded.truncate(0);
        CommandCodec.encode(command, encoded);
        final int partition = AccountKey.partition(command.account, engines.length);
        return execute(partition, command.atMs, encoded.bytes(), 0, encoded.length());
    }

    /** Carries out an encoded command; {@code timeMs}: of the entry that begins, if one does. */
    ResultCode execute(final int partition, final long timeMs, final byte[] bytes, final int offset, final int length) {
        if (inEntry[partition]++ % ENTRY == 0) {
            engines[partition].beginEntry(++sequences[partition], timeMs);
        }
        return engines[partition].execute(bytes, offset, length);
    }

    /** Of the images of all chunks as they are now. */
    public long imageBytes() {
        final ByteSink image = new ByteSink(1 << 16);
        long bytes = 0;
        for (final PartitionEngine engine : engines) {
            for (int chunk = 0; chunk < engine.chunks(); chunk++) {
                image.truncate(0);
                engine.writeChunk(chunk, image);
                bytes += image.length();
            }
        }
        return bytes;
    }

    public PartitionEngine of(final String account) {
        return engines[AccountKey.partition(AccountKey.of(account), engines.length)];
    }
}
