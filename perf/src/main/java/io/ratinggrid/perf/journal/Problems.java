package io.ratinggrid.perf.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What was found wrong, by kind: all of it counted, the first of each kind kept in words. Any thread. */
public final class Problems {
    /** Before each line that it prints. */
    private static final String MARK = "problem: ";

    private static final int KEPT = 10;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, List<String>> texts = new TreeMap<>();

    public synchronized void add(final String kind, final String text) {
        counts.merge(kind, 1, Integer::sum);
        final List<String> kept = texts.computeIfAbsent(kind, key -> new ArrayList<>());
        if (kept.size() < KEPT) {
            kept.add(text);
        }
    }

    public synchronized boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How much of each kind. */
    public synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** The first of each kind, a line each. */
    public synchronized List<String> texts() {
        final List<String> all = new ArrayList<>();
        texts.forEach((kind, kept) -> kept.forEach(text -> all.add(kind + ": " + text)));
        return all;
    }

    /** For the process that started this one: nothing if there are none. */
    public synchronized void print() {
        if (!isEmpty()) {
            System.out.println(MARK + "of each kind: " + counts() + ", the first:");
        }
        texts().forEach(text -> System.out.println(MARK + text));
    }

    /** Tells {@code problem} what a line of another process says, if it is one of those it {@linkplain #print prints}. */
    public static void read(final String line, final Consumer<String> problem) {
        if (line.startsWith(MARK)) {
            problem.accept(line.substring(MARK.length()));
        }
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
