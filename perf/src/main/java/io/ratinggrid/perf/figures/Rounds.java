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
            final Map<String, Double> values = new LinkedHashMap<>();
            for (final Part part : parts) {
                values.putAll(measure(where + ", " + part.name(), part));
            }
            final Map<String, Double> ratios = Ratio.of(values);
            print(where, ratios);
            values.putAll(ratios);
            board.add(values);
            ended.round();
        }
    }

    private Map<String, Double> measure(final String where, final Part part) throws InterruptedException {
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
        found.problems().forEach(problem -> {
            out.println(after + ": FAIL: " + problem);
            board.problem(where, problem);
        });
        print(after, found.values());
        return found.values();
    }

    private void print(final String where, final Map<String, Double> values) {
        values.forEach((name, value) -> out.println(where + ": " + name + " = " + Board.number(value)));
        out.flush();
    }
}
