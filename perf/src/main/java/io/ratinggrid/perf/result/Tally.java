package io.ratinggrid.perf.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of all runs so far, those that count and those that do not. One thread. */
public final class Tally {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final List<NotCounted> notCounted = new ArrayList<>();

    /** {@code run}: its name; its values count if it has no problems. */
    public void add(final String run, final Map<String, Double> found, final List<String> problems) {
        if (problems.isEmpty()) {
            found.forEach((name, value) ->
                    values.computeIfAbsent(name, key -> new ArrayList<>()).add(value));
        } else {
            notCounted.add(new NotCounted(run, problems, found));
        }
    }

    /** Of runs that count, in the order of their coming. */
    public Map<String, Sample> figures() {
        final Map<String, Sample> figures = new LinkedHashMap<>();
        values.forEach((name, all) -> figures.put(name, new Sample(all)));
        return figures;
    }

    public List<NotCounted> notCounted() {
        return List.copyOf(notCounted);
    }
}
