package io.ratinggrid.perf.figures;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.rig.RigSettings;

/** Rounds of all parts, one after another. A part that fails is named, and the next one runs. One thread. */
final class Rounds {
    /** Is told at the end of each round. */
    @FunctionalInterface
    interface Ended {
        void round() throws IOException;
    }

    private final List<Part> parts;
    private final RigSettings settings;
    private final Board board;
    private final PrintWriter out;

    /** {@code settings}: of any directory. */
    Rounds(final List<Part> parts, final RigSettings settings, final Board board, final PrintWriter out) {
        this.parts = parts;
        this.settings = settings;
        this.board = board;
        this.out = out;
    }

    void run(final int rounds, final Ended ended) throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            final String where = "round " + round;
            final Map<String, Double> all = new LinkedHashMap<>();
            final Map<String, Double> counted = new LinkedHashMap<>();
            for (final Part part : parts) {
                final Findings found = measure(where + ", " + part.name(), part);
                all.putAll(found.values());
                if (found.problems().isEmpty()) {
                    counted.putAll(found.values());
                }
            }
            relate(where, all, counted);
            ended.round();
        }
    }

    private void relate(final String where, final Map<String, Double> all, final Map<String, Double> counted) {
        final Map<String, Double> ratios = Ratio.of(counted);
        print(where, ratios);
        board.add(where, ratios, List.of());
        final Map<String, Double> others = Ratio.of(all);
        others.keySet().removeAll(ratios.keySet());
        print(where + ", not counted", others);
        board.leaveOut(where, others);
    }

    private Findings measure(final String where, final Part part) throws InterruptedException {
        final long startNs = System.nanoTime();
        final Findings found = new Findings();
        try (RunDirectory directory = RunDirectory.passing("figures-" + part.name())) {
            part.measuring().measure(settings.in(directory.path()), found);
        } catch (final InterruptedException e) {
            throw e;
        } catch (final Exception e) {
            found.problem(e.toString());
        }
        final String after = where + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs) + " s";
        found.problems().forEach(problem -> out.println(after + ": FAIL: " + problem));
        print(found.problems().isEmpty() ? after : after + ", not counted", found.values());
        board.add(where, found.values(), found.problems());
        return found;
    }

    private void print(final String where, final Map<String, Double> values) {
        values.forEach((name, value) -> out.println(where + ": " + name + " = " + Board.number(value)));
        out.flush();
    }
}
