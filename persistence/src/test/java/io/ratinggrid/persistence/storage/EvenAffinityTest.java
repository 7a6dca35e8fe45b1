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
import org.junit.jupiter.params.provider.ValueSource;

final class EvenAffinityTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 64, 256, 1024})
    void shouldSpreadFirstCopiesAndAllCopiesEvenly(final int partitions) {
        for (int nodes = 2; nodes <= 12; nodes++) {
            for (int backups = 0; backups <= 3; backups++) {
                final String where = "partitions=" + partitions + " nodes=" + nodes + " backups=" + backups;
                final int copies = Math.min(nodes, backups + 1);
                final List<List<String>> assignment = assign(partitions, backups, nodes);
                assertEquals(partitions, assignment.size());
                assignment.forEach(owners -> assertEquals(copies, owners.size(), where));
                assignment.forEach(owners -> assertEquals(copies, new HashSet<>(owners).size(), where));
                assertEven(where, partitions, nodes, assignment.stream().map(owners -> owners.get(0)));
                if (partitions >= 2 * nodes) {
                    assertEven(
                            where,
                            partitions * copies,
                            nodes,
                            assignment.stream().flatMap(List::stream));
                }
            }
        }
    }

    /** As many nodes have one more as are left over, and no node has more. */
    private static void assertEven(final String where, final int copies, final int nodes, final Stream<String> owners) {
        final Map<String, Long> counts = count(owners);
        IntStream.range(0, nodes).forEach(node -> counts.putIfAbsent("node-" + node, 0L));
        final int even = copies / nodes;
        counts.values().forEach(count -> assertTrue(count == even || count == even + 1, where + " " + counts));
        assertEquals(
                copies % nodes,
                counts.values().stream().filter(count -> count > even).count(),
                where + " " + counts);
    }

    @ParameterizedTest
    @CsvSource({"64, 1, 2", "64, 1, 3", "64, 0, 5", "256, 1, 3", "256, 2, 7", "1024, 1, 3", "1024, 1, 12"})
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
