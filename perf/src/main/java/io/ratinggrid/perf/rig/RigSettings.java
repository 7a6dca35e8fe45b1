package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.perf.workload.CanonicalCatalog;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.perf.workload.Skew;
import io.ratinggrid.rating.partition.PartitionSettings;

/**
 * What a run is made of; processes of a run read it from a file.
 *
 * @param directory  of all processes
 * @param accounts   open before anything is measured
 * @param events     measured
 * @param warmUp     events before them, of the same kind
 * @param prefixes   of the deck
 * @param partitions of the grid
 * @param nodes      processes
 * @param backups    copies of each partition besides the first
 * @param batch      commands that a caller hands over at once
 * @param batchesPerSecond batches that the gateway sends in a second at most
 * @param skew       which accounts use how much
 * @param durability what an accepted event survives
 * @param windowDays days back that duplicates are found
 * @param heapMb     of each node's JVM, touched before it begins; of more than two nodes they share what two have
 * @param seed       of all that is drawn
 * @param generator  where the load is made; in the file are its address and token alone, for the processes that take it
 */
public record RigSettings(
        Path directory,
        int accounts,
        int events,
        int warmUp,
        int prefixes,
        int partitions,
        int nodes,
        int backups,
        int batch,
        int batchesPerSecond,
        Skew skew,
        Durability durability,
        int windowDays,
        int heapMb,
        long seed,
        GeneratorPlace generator) {
    /** Of a node that says nothing of it. */
    public static final int WINDOW_DAYS = PartitionSettings.DEFAULT.duplicateWindowDays();

    /** What the JVM takes by itself of 24 GiB. */
    public static final int HEAP_MB = 6_144;

    public RigSettings {
        if (accounts < 1
                || events < 1
                || warmUp < 0
                || prefixes < 1
                || partitions < 1
                || nodes < 1
                || backups < 0
                || backups >= nodes
                || batch < 1
                || batchesPerSecond < 1
                || windowDays < 1
                || heapMb < 1) {
            throw new IllegalArgumentException("accounts=" + accounts + " events=" + events + " warmUp=" + warmUp
                    + " prefixes=" + prefixes + " partitions=" + partitions + " nodes=" + nodes + " backups=" + backups
                    + " batch=" + batch + " batchesPerSecond=" + batchesPerSecond + " windowDays=" + windowDays
                    + " heapMb=" + heapMb);
        }
    }

    /** The same in another directory. */
    public RigSettings in(final Path other) {
        return copy(other, warmUp, partitions, nodes, backups, skew, durability, windowDays, generator);
    }

    /** The same with another warm-up. */
    public RigSettings with(final int otherWarmUp) {
        return copy(directory, otherWarmUp, partitions, nodes, backups, skew, durability, windowDays, generator);
    }

    /** The same with other accounts that are used more. */
    public RigSettings with(final Skew other) {
        return copy(directory, warmUp, partitions, nodes, backups, other, durability, windowDays, generator);
    }

    /** The same with another durability. */
    public RigSettings with(final Durability other) {
        return copy(directory, warmUp, partitions, nodes, backups, skew, other, windowDays, generator);
    }

    /** The same with other partitions. */
    public RigSettings withPartitions(final int other) {
        return copy(directory, warmUp, other, nodes, backups, skew, durability, windowDays, generator);
    }

    /** The same with another number of nodes and copies. */
    public RigSettings withNodes(final int otherNodes, final int otherBackups) {
        return copy(directory, warmUp, partitions, otherNodes, otherBackups, skew, durability, windowDays, generator);
    }

    /** The same with another duplicate window. */
    public RigSettings withWindowDays(final int other) {
        return copy(directory, warmUp, partitions, nodes, backups, skew, durability, other, generator);
    }

    /** The same with events that are drawn elsewhere. */
    public RigSettings with(final GeneratorPlace other) {
        return copy(directory, warmUp, partitions, nodes, backups, skew, durability, windowDays, other);
    }

    private RigSettings copy(
            final Path otherDirectory,
            final int otherWarmUp,
            final int otherPartitions,
            final int otherNodes,
            final int otherBackups,
            final Skew otherSkew,
            final Durability otherDurability,
            final int otherWindowDays,
            final GeneratorPlace otherGenerator) {
        return new RigSettings(
                otherDirectory,
                accounts,
                events,
                otherWarmUp,
                prefixes,
                otherPartitions,
                otherNodes,
                otherBackups,
                batch,
                batchesPerSecond,
                otherSkew,
                otherDurability,
                otherWindowDays,
                heapMb,
                seed,
                otherGenerator);
    }

    /** Of all engines of a run, in nodes and beside them. */
    public PartitionSettings partition() {
        return new PartitionSettings(windowDays, PartitionSettings.DEFAULT.chunks());
    }

    public CanonicalEvents workload() {
        return new CanonicalEvents(seed, accounts, skew, deck());
    }

    public List<String> deck() {
        return CanonicalCatalog.prefixes(prefixes);
    }

    /** Where a node has its data. */
    Path node(final int index) {
        return directory.resolve("node-" + index);
    }

    public Path catalog() {
        return directory.resolve("catalog");
    }

    /** All but the directory, as options. */
    public String text() {
        return "--accounts %d --events %d --warmup %d --prefixes %d --partitions %d --nodes %d --backups %d --batch %d --batches-per-second %d --skew %s --durability %s --window-days %d --heap %d --seed %d%s"
                .formatted(
                        accounts,
                        events,
                        warmUp,
                        prefixes,
                        partitions,
                        nodes,
                        backups,
                        batch,
                        batchesPerSecond,
                        skew,
                        durability.name().toLowerCase(Locale.ROOT),
                        windowDays,
                        heapMb,
                        seed,
                        generator.text());
    }

    public Path write() throws IOException {
        final Properties values = new Properties();
        values.setProperty("accounts", Integer.toString(accounts));
        values.setProperty("events", Integer.toString(events));
        values.setProperty("warm-up", Integer.toString(warmUp));
        values.setProperty("prefixes", Integer.toString(prefixes));
        values.setProperty("partitions", Integer.toString(partitions));
        values.setProperty("nodes", Integer.toString(nodes));
        values.setProperty("backups", Integer.toString(backups));
        values.setProperty("batch", Integer.toString(batch));
        values.setProperty("batches-per-second", Integer.toString(batchesPerSecond));
        values.setProperty("skew", skew.toString());
        values.setProperty("durability", durability.name());
        values.setProperty("window-days", Integer.toString(windowDays));
        values.setProperty("heap-mb", Integer.toString(heapMb));
        values.setProperty("seed", Long.toString(seed));
        values.setProperty("bind", generator.bind());
        generator.tokenFile().ifPresent(token -> values.setProperty("token-file", token.toString()));
        final Path file = directory.resolve("run.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            values.store(out, null);
        }
        return file;
    }

    public static RigSettings read(final Path file) throws IOException {
        final Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        }
        return new RigSettings(
                file.getParent(),
                Integer.parseInt(values.getProperty("accounts")),
                Integer.parseInt(values.getProperty("events")),
                Integer.parseInt(values.getProperty("warm-up")),
                Integer.parseInt(values.getProperty("prefixes")),
                Integer.parseInt(values.getProperty("partitions")),
                Integer.parseInt(values.getProperty("nodes")),
                Integer.parseInt(values.getProperty("backups")),
                Integer.parseInt(values.getProperty("batch")),
                Integer.parseInt(values.getProperty("batches-per-second")),
                Skew.of(values.getProperty("skew")),
                Durability.valueOf(values.getProperty("durability")),
                Integer.parseInt(values.getProperty("window-days")),
                Integer.parseInt(values.getProperty("heap-mb")),
                Long.parseLong(values.getProperty("seed")),
                GeneratorPlace.taken(
                        values.getProperty("bind"),
                        Optional.ofNullable(values.getProperty("token-file")).map(Path::of)));
    }
}
