package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.result.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf limit}: what one thread can do at most, rung by rung. */
@Command(
        name = "limit",
        description =
                "What one thread can do at most with the canonical workload: no grid, no network, no second copy.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each rung does what those before it do for it, and one thing more. The figures of",
            "ingest, where another process draws the events, are held against 'whole' less",
            "'draw'. docs/PERFORMANCE.md explains them."
        })
public final class Limit implements Callable<Integer> {
    private static final String[][] RUNGS = {
        {"draw", "the event is drawn"},
        {"code", "and encoded and decoded"},
        {"queue", "drawn, encoded, appended to the queue, tailed and checked"},
        {"rate", "drawn, encoded, decoded, duplicates looked for, rated, effects applied"},
        {"whole", "drawn, encoded, appended, tailed, checked, rated, applied"},
        {"forced", "the same, forced to the device every 1,024 events"},
    };

    @Mixin
    private RigOptions options;

    @Option(names = "--out", paramLabel = "DIR", description = "Keep result.json there (default: nowhere).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory run = RunDirectory.passing("limit")) {
            final RigSettings settings = options.settings(run.path());
            out.println(Machine.describe());
            final Kept kept = new Kept();
            final Figures figures = new LimitRun(settings).run();
            print(settings, figures, out);
            kept.add("limit", figures.all());
            kept.write(directory, settings.text(), spec, true);
        }
        return 0;
    }

    /** Names of the rungs, in order. */
    static List<String> rungs() {
        return Arrays.stream(RUNGS).map(rung -> rung[0]).toList();
    }

    private static void print(final RigSettings settings, final Figures figures, final PrintWriter out) {
        out.printf("%n| %-8s | %12s | %12s | what |%n", "rung", "cpu us/event", "events/s");
        out.println("|---|---:|---:|---|");
        for (final String[] rung : RUNGS) {
            out.printf(
                    "| %-8s | %12.3f | %,12.0f | %s |%n",
                    rung[0],
                    figures.of(rung[0] + " cpuNs") / 1e3 / settings.events(),
                    settings.events() * 1e9 / figures.of(rung[0] + " wallNs"),
                    rung[1]);
        }
        out.printf("%n%d bytes an event in the queue%n", figures.of("bytes"));
        out.flush();
    }
}
