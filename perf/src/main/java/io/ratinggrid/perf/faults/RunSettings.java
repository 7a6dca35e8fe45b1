package io.ratinggrid.perf.faults;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of the harness.
 *
 * @param seed             of faults and load
 * @param duration         of load and faults, after the cluster is up
 * @param directory        of this run: data, settings and logs of every process
 * @param nodes            data nodes
 * @param gateways         gateway processes
 * @param partitions       of the grid, a power of two
 * @param accounts         that the load is for
 * @param load             share of the sustainable rate that is offered
 * @param mostPerSecond    lines offered at most, whatever is sustainable
 * @param heapMb           heap of each process
 * @param failureDetection how long a node may be silent
 * @param patience         after which a run is given up that does not come up, or come back
 * @param replayed         commands that the exact reference carries out at most
 * @param planted          classes put before those of the nodes, null for none
 * @param faults           names of the faults to draw from, comma separated; empty for all
 */
record RunSettings(
        long seed,
        Duration duration,
        Path directory,
        int nodes,
        int gateways,
        int partitions,
        int accounts,
        double load,
        int mostPerSecond,
        int heapMb,
        Duration failureDetection,
        Duration patience,
        int replayed,
        Path planted,
        String faults) {

    /** The canonical cluster: three nodes, two gateways, one backup. */
    static RunSettings standard(final long seed, final Duration duration, final Path directory) {
        return new RunSettings(
                seed,
                duration,
                directory,
                3,
                2,
                64,
                4_000,
                0.5,
                2_000,
                320,
                Duration.ofSeconds(3),
                Duration.ofMinutes(5),
                150_000,
                null,
                "");
    }

    RunSettings withPlanted(final Path classes) {
        return new RunSettings(
                seed,
                duration,
                directory,
                nodes,
                gateways,
                partitions,
                accounts,
                load,
                mostPerSecond,
                heapMb,
                failureDetection,
                patience,
                replayed,
                classes,
                faults);
    }

    RunSettings withPatience(final Duration newPatience) {
        return new RunSettings(
                seed,
                duration,
                directory,
                nodes,
                gateways,
                partitions,
                accounts,
                load,
                mostPerSecond,
                heapMb,
                failureDetection,
                newPatience,
                replayed,
                planted,
                faults);
    }

    RunSettings withSize(final int newPartitions, final int newAccounts, final int newMostPerSecond) {
        return new RunSettings(
                seed,
                duration,
                directory,
                nodes,
                gateways,
                newPartitions,
                newAccounts,
                load,
                newMostPerSecond,
                heapMb,
                failureDetection,
                patience,
                replayed,
                planted,
                faults);
    }

    RunSettings withLoad(final double newLoad) {
        return new RunSettings(
                seed,
                duration,
                directory,
                nodes,
                gateways,
                partitions,
                accounts,
                newLoad,
                mostPerSecond,
                heapMb,
                failureDetection,
                patience,
                replayed,
                planted,
                faults);
    }

    RunSettings withFaults(final String names) {
        return new RunSettings(
                seed,
                duration,
                directory,
                nodes,
                gateways,
                partitions,
                accounts,
                load,
                mostPerSecond,
                heapMb,
                failureDetection,
                patience,
                replayed,
                planted,
                names);
    }
}
