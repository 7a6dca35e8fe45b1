package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one run came to, or several added up. One thread. */
final class RunReport {
    /** Name of the row of what was sent before the first fault. */
    static final String BEFORE = "before any fault";

    private final Map<String, FaultRow> rows = new LinkedHashMap<>();
    private final Map<String, Long> edges = new TreeMap<>();
    private final Map<String, Long> totals = new LinkedHashMap<>();
    private final Map<String, Integer> problems = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    FaultRow row(final String fault) {
        return rows.computeIfAbsent(fault, name -> new FaultRow());
    }

    /** Adds to a figure of the whole run. */
    void total(final String name, final long count) {
        totals.merge(name, count, Long::sum);
    }

    void note(final String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }

    void edges(final Map<String, Long> counts) {
        counts.forEach((edge, count) -> edges.merge(edge, count, Long::sum));
    }

    void problems(final Map<String, Integer> counts) {
        counts.forEach((kind, count) -> problems.merge(kind, count, Integer::sum));
    }

    void add(final RunReport other) {
        other.rows.forEach((name, row) -> row(name).add(row));
        other.totals.forEach(this::total);
        other.notes.forEach(this::note);
        edges(other.edges);
        problems(other.problems);
    }

    Map<String, FaultRow> rows() {
        return rows;
    }

    Map<String, Long> edges() {
        return edges;
    }

    Map<String, Long> totals() {
        return totals;
    }

    Map<String, Integer> problems() {
        return problems;
    }

    List<String> notes() {
        return notes;
    }

    /** True if nothing was lost, doubled or different. */
    boolean isGood() {
        return problems.isEmpty();
    }
}
