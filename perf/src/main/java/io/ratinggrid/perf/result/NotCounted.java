package io.ratinggrid.perf.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run found that was not reconciled, missed its rate or broke off: it is kept, and is in no median.
 *
 * @param run     the round, and the part of it
 * @param reasons why not, one at least
 * @param values  by figure
 */
public record NotCounted(String run, List<String> reasons, Map<String, Double> values) {
    public NotCounted {
        reasons = List.copyOf(reasons);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** All of them in one line. */
    public String reason() {
        return String.join("; ", reasons);
    }
}
