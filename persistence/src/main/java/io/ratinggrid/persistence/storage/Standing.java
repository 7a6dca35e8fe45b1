package io.ratinggrid.persistence.storage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a node knows of the grid when it is gone: written before anything is acknowledged under it, and shown to the others at the
 * next start.
 *
 * @param members who was there, of those that belong to the grid, when this node last stood on the majority side
 * @param lost    partitions that had lost all copies, each with those that had the last ones
 * @param clean   true when the node gave up its partitions and stopped in good order
 */
record Standing(Set<String> members, Map<Integer, Set<String>> lost, boolean clean) {
    /** Of a node without data. */
    static final Standing NONE = new Standing(Set.of(), Map.of(), false);

    private static final String LOST = "lost.";

    static Standing parse(final String text) {
        final Map<Integer, Set<String>> lost = new TreeMap<>();
        Set<String> members = Set.of();
        boolean clean = false;
        for (final String line : text.lines().toList()) {
            final String name = line.substring(0, line.indexOf('='));
            final String value = line.substring(line.indexOf('=') + 1);
            if (name.startsWith(LOST)) {
                lost.put(Integer.parseInt(name.substring(LOST.length())), names(value));
            } else if (name.equals("members")) {
                members = names(value);
            } else if (name.equals("clean")) {
                clean = Boolean.parseBoolean(value);
            }
        }
        return new Standing(members, lost, clean);
    }

    String text() {
        final StringBuilder text =
                new StringBuilder("members=" + String.join(",", new TreeSet<>(members)) + "\nclean=" + clean + "\n");
        new TreeMap<>(lost).forEach((partition, nodes) -> text.append(LOST)
                .append(partition)
                .append('=')
                .append(String.join(",", new TreeSet<>(nodes)))
                .append('\n'));
        return text.toString();
    }

    Standing stopped() {
        return new Standing(members, lost, true);
    }

    /**
     * True if the grid went on without {@code other}, of which that one does not know: what it holds may be old, or never have
     * been acknowledged. Two majorities have a node in common, so of all nodes' standings the newest is left behind by none.
     */
    boolean leftBehind(final String me, final String other, final Standing others) {
        return !members.isEmpty()
                && !members.contains(other)
                && (others.members.isEmpty() || others.members.contains(me));
    }

    /**
     * True if the node's copies are a beginning of what the grid has since, though it went on without it: it stopped in good order, and
     * nothing can have been committed on it and, but for its owner, nowhere else.
     */
    boolean isTrusted(final int backups) {
        return clean && backups <= 1;
    }

    /** True if a partition that is lost here had its last copy there. */
    boolean needs(final String other) {
        return lost.values().stream().anyMatch(nodes -> nodes.contains(other));
    }

    private static Set<String> names(final String value) {
        return value.isEmpty() ? Set.of() : new TreeSet<>(Set.of(value.split(",")));
    }
}
