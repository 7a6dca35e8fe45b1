package io.ratinggrid.perf.faults;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The journal of each partition as each dead node's disk holds it. One thread. */
final class JournalCopies {
    private static final int HEAP_MB = 384;
    private static final int READ_S = 180;

    /** What one node has: entries by partition and sequence, and which partitions it holds whole. */
    private record Copy(String node, Map<Integer, Map<Long, byte[]>> entries, BitSet whole) {}

    private final int partitions;
    private final List<Copy> copies = new ArrayList<>();

    JournalCopies(final int partitions) {
        this.partitions = partitions;
    }

    /** Reads what all nodes of a cluster hold; all of them have ended. */
    void read(final Cluster cluster) throws IOException, InterruptedException {
        for (final Member node : cluster.nodes()) {
            final Path file = cluster.settings().directory().resolve(node.name() + ".journal");
            final Path log = cluster.settings().directory().resolve(node.name() + ".reader.log");
            final Process process = new ProcessBuilder(new Jvm(HEAP_MB, null, Archives.NONE)
                            .main(CopyReader.class, node.data().toString(), node.name(), file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(READ_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new HarnessException("the journal of " + node.name() + " cannot be read, see " + log);
            }
            copies.add(copy(node.name(), file));
        }
    }

    /** What differs between copies, a line each; and partitions that no node holds whole. */
    List<String> differences() {
        final List<String> differences = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            final List<Copy> whole = whole(partition);
            if (whole.isEmpty()) {
                differences.add("partition=" + partition + " is whole on no node");
            }
            for (int i = 1; i < whole.size(); i++) {
                compare(partition, whole.get(0), whole.get(i), differences);
            }
        }
        return differences;
    }

    /** In how many partitions so many whole copies were compared, by number of copies. */
    Map<Integer, Integer> counts() {
        final Map<Integer, Integer> counts = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            counts.merge(whole(partition).size(), 1, Integer::sum);
        }
        return counts;
    }

    /** The entries of a partition in order of sequence, from the longest copy. */
    Map<Long, byte[]> entries(final int partition) {
        return whole(partition).stream()
                .map(copy -> copy.entries().getOrDefault(partition, Map.of()))
                .max(Comparator.comparingInt(Map::size))
                .orElse(Map.of());
    }

    private List<Copy> whole(final int partition) {
        return copies.stream().filter(copy -> copy.whole().get(partition)).toList();
    }

    private static void compare(final int partition, final Copy one, final Copy other, final List<String> differences) {
        final Map<Long, byte[]> mine = one.entries().getOrDefault(partition, Map.of());
        final Map<Long, byte[]> others = other.entries().getOrDefault(partition, Map.of());
        if (mine.size() != others.size()) {
            differences.add("partition=" + partition + " entries: " + one.node() + "=" + mine.size() + " "
                    + other.node() + "=" + others.size());
        }
        mine.forEach((sequence, bytes) -> {
            if (!Arrays.equals(bytes, others.get(sequence))) {
                differences.add("partition=" + partition + " sequence=" + sequence + " differs: " + one.node() + " "
                        + other.node());
            }
        });
    }

    private static Copy copy(final String node, final Path file) {
        final Copy copy = new Copy(node, new TreeMap<>(), new BitSet());
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int partition = in.readInt(); partition >= 0; partition = in.readInt()) {
                final long sequence = in.readLong();
                copy.entries()
                        .computeIfAbsent(partition, key -> new TreeMap<>())
                        .put(sequence, in.readNBytes(in.readInt()));
            }
            for (int partition = in.readInt(); partition >= 0; partition = in.readInt()) {
                copy.whole().set(partition);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return copy;
    }
}
