package io.ratinggrid.perf.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.CommandText;
import io.ratinggrid.perf.Environment;
import picocli.CommandLine.Model.CommandSpec;

/** What a verb finds, row by row, for {@code result.json}; the environment is that of the time between its making and the last row. One thread. */
public final class Kept {
    private final Map<String, String> environment = Environment.begin();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Tally tally = new Tally();

    /** All that a process told of a row, in its own units: {@code Ns} are nanoseconds, latencies too. */
    public void add(final String row, final Map<String, Long> found) {
        found.forEach((name, value) -> values.put(row + ": " + name, value.doubleValue()));
        Environment.end(environment);
    }

    /** One value of a row; one that comes again is another run's. */
    public void add(final String name, final double value) {
        add(name, Map.of(name, value), List.of());
    }

    /** What a run found; it counts if it has no problems. */
    public void add(final String run, final Map<String, Double> found, final List<String> problems) {
        tally.add(run, found, problems);
        Environment.end(environment);
    }

    /** As it was when this was made, and when the last row was added. */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * Writes {@code result.json}.
     *
     * @param directory made if there is none; null: nothing is kept
     * @param settings  of the run; the verb and its options are added
     * @param good      all is reconciled, and no rate was missed
     */
    public void write(final Path directory, final String settings, final CommandSpec spec, final boolean good)
            throws IOException {
        if (directory == null) {
            return;
        }
        tally.add("all", values, List.of());
        Files.createDirectories(directory);
        new Result(environment(), settings + "\n" + CommandText.of(spec), tally.figures(), tally.notCounted(), good)
                .write(directory.resolve("result.json"));
    }
}
