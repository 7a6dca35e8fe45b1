package io.ratinggrid.node.embedded;

import java.nio.file.Path;

import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.rating.partition.PartitionSettings;

/**
 * Settings of an embedded node.
 *
 * @param dataDirectory below it are {@code grid}, {@code catalogs} and what the gateway keeps
 * @param partitions    of the grid, fixed when it is created
 * @param durability    what an answer survives
 * @param rating        what every owner of a partition must share
 * @param regionBytes   memory for the journal and images that Ignite keeps
 * @param openTimeoutMs how long the partitions may take to open, recovery included
 */
public record NodeSettings(
        Path dataDirectory,
        int partitions,
        Durability durability,
        PartitionSettings rating,
        long regionBytes,
        long openTimeoutMs) {
    private static final long STANDARD_REGION_BYTES = 2L << 30;
    private static final long STANDARD_OPEN_TIMEOUT_MS = 300_000;

    /** 64 partitions, which are plenty for one process, and process durability. */
    public static NodeSettings standard(final Path dataDirectory) {
        return new NodeSettings(
                dataDirectory,
                64,
                Durability.PROCESS,
                PartitionSettings.DEFAULT,
                STANDARD_REGION_BYTES,
                STANDARD_OPEN_TIMEOUT_MS);
    }

    /** These settings with another duplicate window. */
    public NodeSettings duplicateWindowDays(final int days) {
        return new NodeSettings(
                dataDirectory,
                partitions,
                durability,
                new PartitionSettings(days, rating.chunks()),
                regionBytes,
                openTimeoutMs);
    }
}
