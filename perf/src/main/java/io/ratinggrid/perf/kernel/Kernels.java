package io.ratinggrid.perf.kernel;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.ratinggrid.perf.Machine;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf kernels}: runs the benchmarks of this package and prints one table. */
@Command(
        name = "kernels",
        description = "Measures the inner parts of rating: one event, a prefix match, codecs, state, money, deck load.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A figure is the median of the iterations. 'cpu' is CPU time of the process,",
            "which other load on the machine disturbs less than the clock; 'B/op' is what",
            "was allocated. A deck is loaded three times: the first and the best are shown.",
            "The output is Markdown. All of it takes about six minutes on a quiet machine.",
            "docs/PERFORMANCE.md explains the rows."
        })
public final class Kernels implements Callable<Integer> {
    private static final String PACKAGE = Pattern.quote(Kernels.class.getPackageName()) + ".*";
    private static final String MANY_ACCOUNTS = "100000";

    /** What collects in the JVMs of kernels. Nodes have G1, with which the store of a reference costs more. */
    enum Collector {
        PARALLEL("-XX:+UseParallelGC"),
        G1("-XX:+UseG1GC");

        private final String flag;

        Collector(final String flag) {
            this.flag = flag;
        }
    }

    @Option(
            names = "--collector",
            paramLabel = "NAME",
            description = "Of its JVMs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Collector collector = Collector.PARALLEL;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only kernels whose name matches, for example MatchPrefix (default: all).")
    private String only = "";

    @Option(names = "--forks", paramLabel = "N", description = "JVMs for each kernel (default: ${DEFAULT-VALUE}).")
    private int forks = 1;

    @Option(names = "--warm-up", paramLabel = "S", description = "Seconds of warm-up (default: ${DEFAULT-VALUE}).")
    private int warmUp = 4;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Half seconds measured in each JVM (default: ${DEFAULT-VALUE}).")
    private int iterations = 7;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RunnerException {
        final PrintWriter out = spec.commandLine().getOut();
        final long start = System.nanoTime();
        out.printf("%s%n%n`%s`%n%n", Machine.describe(), command());
        final Table table = new Table(out);
        table.printHead();
        run(options().include(PACKAGE + "(?:" + only + ")"), table);
        if (matches(RateEvent.class)) {
            run(manyAccounts(), table);
        }
        out.println();
        if (matches(DeckLoad.class)) {
            DeckLoad.print(out);
            out.println();
        }
        out.printf("%s, after %d s%n", Machine.describe(), (System.nanoTime() - start) / 1_000_000_000);
        out.flush();
        return 0;
    }

    private String command() {
        final StringBuilder command = new StringBuilder("./ratinggrid perf");
        CommandLine root = spec.commandLine();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        root.getParseResult().originalArgs().forEach(arg -> command.append(' ').append(arg));
        return command.toString();
    }

    private boolean matches(final Class<?> kernel) {
        return Pattern.compile(only).matcher(kernel.getSimpleName()).find();
    }

    private static void run(final ChainedOptionsBuilder options, final Table table) throws RunnerException {
        try {
            new Runner(options.build(), table).run();
        } catch (final NoBenchmarksException e) {
            // Only the load of a deck may have been asked for.
        }
    }

    private ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .shouldFailOnError(true)
                .forks(forks)
                .warmupIterations(warmUp)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(new TimeValue(500, TimeUnit.MILLISECONDS))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                .jvmArgs("-Xms2g", "-Xmx2g", collector.flag);
    }

    /** The full event once more, on more accounts than caches hold. */
    private ChainedOptionsBuilder manyAccounts() {
        return options()
                .include(PACKAGE + RateEvent.class.getSimpleName())
                .param("model", Model.FULL.name())
                .param("accounts", MANY_ACCOUNTS);
    }
}
