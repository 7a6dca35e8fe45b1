package io.ratinggrid.perf.process;

import java.util.Map;
import java.util.TreeMap;

/** The metrics of a process as it showed them: name with labels, and value. */
public final class Metrics {
    private final Map<String, Double> values = new TreeMap<>();

    /** Reads the text form of Prometheus. */
    public static Metrics parse(final String text) {
        final Metrics metrics = new Metrics();
        text.lines()
                .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
                .forEach(line -> {
                    final int at = line.lastIndexOf(' ');
                    metrics.values.put(line.substring(0, at), Double.parseDouble(line.substring(at + 1)));
                });
        return metrics;
    }

    /** The value without labels, 0 if there is none. */
    public long value(final String name) {
        return Math.round(values.getOrDefault(name, 0.0));
    }

    /** The value without labels as it is, 0 if there is none. */
    public double exact(final String name) {
        return values.getOrDefault(name, 0.0);
    }

    /** The sum over the value without labels and those of all labels, as they are. */
    public double total(final String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The sum over all labels of a name. */
    public long sum(final String name) {
        return labelled(name).values().stream().mapToLong(Long::longValue).sum();
    }

    /** All values of a name, by their labels. */
    public Map<String, Long> labelled(final String name) {
        final Map<String, Long> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(name + "{")) {
                found.put(key.substring(name.length()), Math.round(value));
            }
        });
        return found;
    }
}
