package io.ratinggrid.perf.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.ratinggrid.node.standalone.ScratchDirectory;

/** Counts how many nights it takes to find each planted bug, from several seeds. */
final class PlantedSearch {
    /** After so many it counts as not found. */
    static final int MOST_NIGHTS = 4_000;

    private static final long APART = 1_000_000;

    private final Path sources;
    private final long first;
    private final int starts;
    private final int threads;

    PlantedSearch(final Path sources, final long first, final int starts, final int threads) {
        this.sources = sources;
        this.first = first;
        this.starts = starts;
        this.threads = threads;
    }

    /** Prints a table; false if any bug was not found from any seed. */
    boolean run(final List<PlantedBug> bugs, final PrintStream out) throws IOException, InterruptedException {
        boolean all = true;
        try (ScratchDirectory scratch = ScratchDirectory.create("planted")) {
            out.println("\n| planted bug | nights: least | median | most | shown as |\n|---|---:|---:|---:|---|");
            for (final PlantedBug bug : bugs) {
                final Map<String, Integer> shown = new TreeMap<>();
                final List<Integer> nights = search(bug, bug.plant(sources, scratch.path()), shown);
                all &= nights.get(starts - 1) < MOST_NIGHTS;
                out.println("| " + bug.name() + " | " + nights.get(0) + " | " + nights.get(starts / 2) + " | "
                        + nights.get(starts - 1) + " | " + String.join(", ", shown.keySet()) + " |");
                out.flush();
            }
        }
        return all;
    }

    /** The nights that each start took, fewest first. */
    private List<Integer> search(final PlantedBug bug, final Path planted, final Map<String, Integer> shown)
            throws InterruptedException {
        final List<Integer> nights = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger next = new AtomicInteger();
        final List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            final Thread thread = new Thread(() -> searchSome(bug, planted, next, nights, shown), "search-" + i);
            thread.start();
            all.add(thread);
        }
        for (final Thread thread : all) {
            thread.join();
        }
        nights.sort(Comparator.naturalOrder());
        return nights;
    }

    private void searchSome(
            final PlantedBug bug,
            final Path planted,
            final AtomicInteger next,
            final List<Integer> nights,
            final Map<String, Integer> shown) {
        try (PlantedProgram program = new PlantedProgram(planted)) {
            for (int start = next.getAndIncrement(); start < starts; start = next.getAndIncrement()) {
                nights.add(find(bug, program, first + start * APART, shown));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many nights from a seed on it takes until a bug shows. */
    static int find(
            final PlantedBug bug, final PlantedProgram program, final long seed, final Map<String, Integer> shown) {
        for (int night = 0; night < MOST_NIGHTS; night++) {
            final Map<String, Integer> problems = program.problems(seed + night);
            synchronized (shown) {
                problems.forEach((kind, count) -> shown.merge(kind, count, Integer::sum));
            }
            if (!Collections.disjoint(problems.keySet(), bug.kinds())) {
                return night + 1;
            }
        }
        return MOST_NIGHTS;
    }
}
