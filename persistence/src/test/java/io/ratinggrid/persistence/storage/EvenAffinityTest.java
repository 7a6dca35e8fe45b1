package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvenAffinityTest {

    @ParameterizedTest
    @CsvSource({"16, 1, 3", "64, 1, 3", "64, 0, 5", "256, 1, 3", "256, 2, 7", "1024, 1, 12"})
    void shouldSpreadFirstCopiesAndAllCopiesEvenly(final int partitions, final int backups, final int nodes) {
        final List<List<String>> assignment = assign(partitions, backups, nodes);
        assertEquals(partitions, assignment.size());
        assignment.forEach(owners -> assertEquals(backups + 1, new HashSet<>(owners).size()));
        final Map<String, Long> firsts = count(assignment.stream().map(owners -> owners.get(0)));
        assertEquals(nodes, firsts.size());
        firsts.forEach((node, count) -> assertTrue(
                count <= (partitions + nodes - 1) / nodes, "node=" + node + " firsts=" + count + " of=" + partitions));
        final double mean = partitions * (backups + 1.0) / nodes;
        count(assignment.stream().flatMap(List::stream))
                .forEach((node, count) ->
                        assertTrue(count <= mean * 1.1 + 1, "node=" + node + " copies=" + count + " mean=" + mean));
    }

    @ParameterizedTest
    @CsvSource({"64, 1, 3", "256, 1, 3", "1024, 1, 12"})
    void shouldMoveFewPartitionsWhenANodeComes(final int partitions, final int backups, final int nodes) {
        final List<List<String>> before = assign(partitions, backups, nodes);
        final List<List<String>> after = assign(partitions, backups, nodes + 1);
        final long copied = IntStream.range(0, partitions)
                .mapToLong(i -> after.get(i).stream()
                        .filter(node -> !before.get(i).contains(node))
                        .count())
                .sum();
        final long least = partitions * (backups + 1L) / (nodes + 1);
        assertTrue(copied <= 2 * least, "copied=" + copied + " least=" + least);
    }

    private static List<List<String>> assign(final int partitions, final int backups, final int nodes) {
        return new EvenAffinity(partitions, backups)
                .assign(IntStream.range(0, nodes).mapToObj(i -> "node-" + i).toList(), Function.identity());
    }

    private static Map<String, Long> count(final Stream<String> nodes) {
        return nodes.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
