package io.ratinggrid.perf.faults;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The metrics of a process as it showed them: name with labels, and value. */
public final class Metrics {
    private static final int TIMEOUT_MS = 1_500;
    private static final int OK = 200;

    private final Map<String, Double> values = new TreeMap<>();

    /** Asks a process; nothing if it does not answer. */
    static Optional<Metrics> of(final Member member) {
        return Http.get(member.http(), "/metrics", TIMEOUT_MS)
                .filter(response -> response.statusCode() == OK)
                .map(HttpResponse::body)
                .map(Metrics::parse);
    }

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

    /** The sum over all labels of a name. */
    long sum(final String name) {
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
