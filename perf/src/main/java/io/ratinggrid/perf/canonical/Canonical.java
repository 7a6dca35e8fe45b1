package io.ratinggrid.perf.canonical;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Tally;
import io.ratinggrid.perf.rig.GeneratorOptions;
import io.ratinggrid.perf.rig.RigOptions;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf canonical}, and {@code perf} alone: limit, grid and baseline side by side, on one screen. */
@Command(
        name = "canonical",
        description = "The canonical workload: what one thread could do, what the grid does, what most would build.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A million accounts, a deck of 200,000 prefixes, time bands, tiers and buckets; of 20",
            "events 9 are calls, 8 data sessions, 3 messages. The grid's events are drawn by a",
            "process of its own, as are the baseline's, whose CPU is shown apart; what drawing takes is",
            "left out of the limit where its CPU is set beside the grid's. Ratios are of runs side by",
            "side; absolute figures belong to this machine. docs/PERFORMANCE.md explains them."
        })
public final class Canonical implements Callable<Integer> {
    @Mixin
    private RigOptions options;

    @Mixin
    private GeneratorOptions generator;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Rounds, one after another (default: ${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Option(
            names = "--paced",
            paramLabel = "S",
            description = "Seconds at a quarter of the highest rate, open loop (default: ${DEFAULT-VALUE}).")
    private int paced = 20;

    @Option(names = "--out", paramLabel = "DIR", description = "Where result.json goes (default: nowhere).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "repeat=" + repeat + ", must be one round at least");
        }
        final long startNs = System.nanoTime();
        final PrintWriter out = spec.commandLine().getOut();
        final Map<String, String> environment = Environment.begin();
        out.println(Machine.describe());
        final Tally tally = new Tally();
        String settings = "";
        for (int round = 1; round <= repeat; round++) {
            try (RunDirectory run = RunDirectory.passing("canonical")) {
                final RigSettings own = generator.in(options.settings(run.path()));
                settings = own.text() + options.pinned();
                final Round done = new Round(own, paced);
                final List<String> problems = problems(done);
                tally.add("round " + round, done.figures(), problems);
            }
        }
        Environment.end(environment);
        final boolean good = tally.notCounted().isEmpty();
        final Result result = new Result(environment, settings, tally.figures(), tally.notCounted(), good);
        new Screen(out).show(result, Duration.ofNanos(System.nanoTime() - startNs));
        if (directory != null) {
            result.write(Files.createDirectories(directory).resolve("result.json"));
        }
        return good ? 0 : 1;
    }

    /** Has a round done; that it breaks off is a problem of the round, and those before it are kept. */
    private List<String> problems(final Round round) throws InterruptedException {
        try {
            final String problem = round.run().problem();
            return problem.isEmpty() ? List.of() : List.of(problem);
        } catch (final IOException | CatalogRefusedException | RuntimeException e) {
            e.printStackTrace(spec.commandLine().getErr());
            return List.of("broke off: " + e);
        }
    }
}
