package io.ratinggrid.persistence.storage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What all nodes of a grid must agree on. The record is kept in the grid from its creation on, as lines of
 * {@code name=value}, and compared with the settings of every node that starts.
 *
 * @param format layout of caches and keys, raised when an older release could not read them
 * @param partitions how many partitions; an account hashes to one of them
 * @param backups copies of each partition besides the first
 * @param durability what an acknowledged write survives
 * @param shared the rest by name, see {@link GridStorageContext#shared}; a record of an older release lacks some
 */
public record GridSettings(int format, int partitions, int backups, Durability durability, Map<String, String> shared) {
    /** The format that this release reads and writes. */
    public static final int CURRENT_FORMAT = 1;

    private static final Set<String> NAMED = Set.of("format", "partitions", "backups", "durability");

    static GridSettings of(final GridStorageContext context) {
        return new GridSettings(
                CURRENT_FORMAT, context.partitions(), context.backups(), context.durability(), context.shared());
    }

    static GridSettings parse(final String text) {
        final Map<String, String> values = new TreeMap<>();
        text.lines()
                .forEach(line ->
                        values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        final int format = Integer.parseInt(values.get("format"));
        if (format != CURRENT_FORMAT) {
            throw refused("format", format, CURRENT_FORMAT, "use the release that wrote it, or restore a backup");
        }
        final Map<String, String> shared = new TreeMap<>(values);
        shared.keySet().removeAll(NAMED);
        return new GridSettings(
                format,
                Integer.parseInt(values.get("partitions")),
                Integer.parseInt(values.get("backups")),
                Durability.valueOf(values.get("durability")),
                shared);
    }

    String text() {
        final StringBuilder text = new StringBuilder("format=" + format + "\npartitions=" + partitions + "\nbackups="
                + backups + "\ndurability=" + durability + "\n");
        new TreeMap<>(shared)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** True where a grid of one node may go over to the other: no layout depends on it, and no other node. */
    boolean hasLayoutOf(final GridSettings started) {
        return format == started.format && partitions == started.partitions && backups == started.backups;
    }

    /** With what the grid's record does not name yet. */
    GridSettings completed(final GridSettings started) {
        final Map<String, String> all = new TreeMap<>(started.shared);
        all.putAll(shared);
        return new GridSettings(format, partitions, backups, durability, all);
    }

    /**
     * Refuses a node that was started with other settings than those of the grid.
     *
     * @throws IllegalStateException naming both values and the one that would be right
     */
    void admit(final GridSettings started) {
        if (started.partitions != partitions) {
            throw refused(
                    "partitions",
                    partitions,
                    started.partitions,
                    advice("partitions", partitions) + "; only restoring a backup into a new grid changes it");
        }
        if (started.backups != backups) {
            throw refused("backups", backups, started.backups, advice("backups", backups));
        }
        if (started.durability != durability) {
            throw refused("durability", durability, started.durability, advice("durability", durability));
        }
        started.shared.forEach((name, value) -> {
            final String agreed = shared.getOrDefault(name, value);
            if (!agreed.equals(value)) {
                throw refused(name, agreed, value, advice(name, agreed));
            }
        });
    }

    private static String advice(final String name, final Object value) {
        return "start with " + name + "=" + value;
    }

    private static IllegalStateException refused(
            final String name, final Object grid, final Object node, final String advice) {
        return new IllegalStateException("settings differ: the grid has " + name + "=" + grid
                + ", this node was started with " + name + "=" + node + "; " + advice);
    }
}
