package io.ratinggrid.perf.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a part found in a round, and what makes it not count. One thread. */
final class Findings {
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    void put(final String name, final double value) {
        if (Double.isFinite(value)) {
            values.put(name, value);
        } else {
            problems.add(name + " is " + value);
        }
    }

    void problem(final String text) {
        if (!text.isEmpty()) {
            problems.add(text);
        }
    }

    void problems(final List<String> more) {
        problems.addAll(more);
    }

    Map<String, Double> values() {
        return values;
    }

    List<String> problems() {
        return problems;
    }
}
