package io.ratinggrid.perf.failover;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.perf.process.NodesSettings;
import io.ratinggrid.perf.rig.RigSettings;

/**
 * What a run is made of.
 *
 * @param directory  of all processes; what is there already is used again
 * @param partitions of the grid
 * @param backups    copies of each partition besides the first
 * @param accounts   opened before the first kill
 * @param rate       usage events a second, over all partitions
 * @param kills      nodes killed, one after the other
 * @param settleS    seconds of usage before the first kill; a quarter of that before each
 * @param memory     of each node for journal and images, as in its file
 * @param jvm        flags of each node's JVM
 * @param seed       of all that is drawn
 */
record FailoverSettings(
        Path directory,
        int partitions,
        int backups,
        int accounts,
        int rate,
        int kills,
        int settleS,
        String memory,
        List<String> jvm,
        long seed) {
    static final int NODES = 3;

    NodesSettings nodes(final Path catalog) {
        return new NodesSettings(
                directory,
                catalog,
                NODES,
                partitions,
                backups,
                Durability.PROCESS,
                RigSettings.WINDOW_DAYS,
                memory,
                "127.0.0.1",
                Optional.empty(),
                jvm);
    }
}
