package io.ratinggrid.perf.faults;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of the harness.
 *
 * @param seed      of faults and load
 * @param duration  of load and faults, after the cluster is up
 * @param directory of this run: data, settings and logs of every process
 * @param size      of the cluster
 * @param failureDetection how long a node may be silent
 * @param load      share of the sustainable rate that is offered
 * @param patience  after which a run is given up that does not come up, or come back
 * @param replayed  commands that the exact reference carries out at most
 * @param planted   classes put before those of the nodes, null for none
 * @param archives  of classes, for quicker starts
 * @param faults    names of the faults to draw from, comma separated; empty for all
 */
record RunSettings(
        long seed,
        Duration duration,
        Path directory,
        Size size,
        Duration failureDetection,
        double load,
        Duration patience,
        int replayed,
        Path planted,
        Archives archives,
        String faults) {
    /** Heap of each process. */
    static final int HEAP_MB = 320;

    /**
     * Size of a cluster and of what it is for.
     *
     * @param nodes         data nodes
     * @param gateways      gateway processes
     * @param partitions    of the grid, a power of two
     * @param accounts      that the load is for
     * @param mostPerSecond lines offered at most, whatever is sustainable
     */
    record Size(int nodes, int gateways, int partitions, int accounts, int mostPerSecond) {}

    /** The canonical cluster: three nodes, two gateways, one backup. */
    static RunSettings standard(final long seed, final Duration duration, final Path directory) {
        return new RunSettings(
                seed,
                duration,
                directory,
                new Size(3, 2, 64, 4_000, 100_000),
                Duration.ofSeconds(3),
                0.5,
                Duration.ofMinutes(5),
                150_000,
                null,
                Archives.NONE,
                "");
    }

    int nodes() {
        return size.nodes();
    }

    int gateways() {
        return size.gateways();
    }

    int partitions() {
        return size.partitions();
    }

    int accounts() {
        return size.accounts();
    }

    /** One node and one gateway, elsewhere. */
    RunSettings forOne(final Path elsewhere) {
        return new RunSettings(
                seed,
                duration,
                elsewhere,
                new Size(1, 1, 8, 8, 8),
                failureDetection,
                load,
                patience,
                replayed,
                planted,
                archives,
                faults);
    }

    RunSettings withSize(final int partitions, final int accounts, final int mostPerSecond) {
        return new RunSettings(
                seed,
                duration,
                directory,
                new Size(nodes(), gateways(), partitions, accounts, mostPerSecond),
                failureDetection,
                load,
                patience,
                replayed,
                planted,
                archives,
                faults);
    }

    RunSettings withFailureDetection(final Duration silence) {
        return new RunSettings(
                seed, duration, directory, size, silence, load, patience, replayed, planted, archives, faults);
    }

    RunSettings withLoad(final double share) {
        return new RunSettings(
                seed,
                duration,
                directory,
                size,
                failureDetection,
                share,
                patience,
                replayed,
                planted,
                archives,
                faults);
    }

    RunSettings withPatience(final Duration most) {
        return new RunSettings(
                seed, duration, directory, size, failureDetection, load, most, replayed, planted, archives, faults);
    }

    RunSettings withPlanted(final Path classes) {
        return new RunSettings(
                seed, duration, directory, size, failureDetection, load, patience, replayed, classes, archives, faults);
    }

    RunSettings withArchives(final Archives ready) {
        return new RunSettings(
                seed, duration, directory, size, failureDetection, load, patience, replayed, planted, ready, faults);
    }

    RunSettings withFaults(final String names) {
        return new RunSettings(
                seed, duration, directory, size, failureDetection, load, patience, replayed, planted, archives, names);
    }
}
