package io.ratinggrid.perf.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts how often each edge of the partitions' state machine was gone, over all nodes and all their lives: each life counts from 0, so
 * the last look at a life is what it adds. What happened after the last look is not counted. Any thread.
 */
final class Edges {
    private static final String NAME = "ratinggrid_partition_moves_total";
    private static final Pattern LABELS = Pattern.compile("\\{from=\"([^\"]*)\",to=\"([^\"]*)\"\\}");

    private final Map<String, Map<String, Long>> lastOfLife = new HashMap<>();

    /** Looks at nodes that answer. */
    void look(final List<Member> nodes) {
        for (final Member node : nodes) {
            if (node.isRunning()) {
                final String life = node.name() + "/" + node.lives();
                node.metrics().ifPresent(metrics -> add(life, metrics.labelled(NAME)));
            }
        }
    }

    private synchronized void add(final String life, final Map<String, Long> counts) {
        lastOfLife.put(life, counts);
    }

    /** Each edge, from and to, with its count. */
    synchronized Map<String, Long> counts() {
        final Map<String, Long> counts = new TreeMap<>();
        lastOfLife
                .values()
                .forEach(life -> life.forEach((labels, count) -> {
                    final Matcher matcher = LABELS.matcher(labels);
                    counts.merge(
                            matcher.matches() ? matcher.group(1) + " -> " + matcher.group(2) : labels,
                            count,
                            Long::sum);
                }));
        return counts;
    }
}
