package io.ratinggrid.perf.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.ingest.queue.Durability;

/**
 * Nodes of one grid on this machine.
 *
 * @param directory  of all of them
 * @param catalog    their catalog's
 * @param nodes      how many
 * @param partitions of the grid
 * @param backups    copies of each partition besides the first
 * @param durability what an answer survives on each node
 * @param windowDays days back that duplicates are found
 * @param memory     of each node for journal and images, as in its file
 * @param address    where they listen, and have each other
 * @param tokenFile  of the secret that gateways must know, empty for none
 * @param jvm        flags of each node's JVM
 */
public record NodesSettings(
        Path directory,
        Path catalog,
        int nodes,
        int partitions,
        int backups,
        Durability durability,
        int windowDays,
        String memory,
        String address,
        Optional<Path> tokenFile,
        List<String> jvm) {
    public NodesSettings {
        jvm = List.copyOf(jvm);
    }
}
