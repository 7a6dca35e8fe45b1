package io.ratinggrid.perf.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import io.ratinggrid.perf.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf simulate}: many simulated nights of faults; nothing may be lost or done twice. */
@Command(
        name = "simulate",
        description = "Simulates nights of faults, each from one seed; nothing may be lost or done twice.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each seed is a world of its own: three nodes, two gateways, a thousand events, four to ten faults, and a",
            "judgement at its end. The same seed and the same program do the same. The exit code is 1 if",
            "anything is wrong after any of them; then what is left of the first is written, with its trace.",
            "docs/RELIABILITY.md explains the tables and how to read a trace.",
            "",
            "Example:",
            "  ratinggrid perf simulate --seeds 1000",
            "  ratinggrid perf simulate --seed 17 --trace night-17.txt",
            "  ratinggrid perf simulate --planted 20"
        })
public final class Simulate implements Callable<Integer> {
    private static final int MOST_TOLD = 20;
    private static final int SHRINK_RUNS = 400;

    @Option(names = "--seeds", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private long seeds = 1;

    @Option(names = "--seed", paramLabel = "S", description = "The first (default: a new one).")
    private Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Worlds at once (default: one for each core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Writes what happened in the first night, line by line.")
    private Path trace;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the tables, as Markdown.")
    private Path file;

    @Option(names = "--no-shrink", description = "Does not look for what the first failure needs.")
    private boolean noShrink;

    @Option(
            names = "--planted",
            paramLabel = "STARTS",
            description = "Instead: how many nights it takes to find each planted bug, from so many seeds. Needs the"
                    + " program's sources.")
    private int planted;

    @Option(
            names = "--bug",
            paramLabel = "WORDS",
            description = "With --planted: only bugs with these words in their name (default: all).")
    private String bug = "";

    @Option(
            names = "--sources",
            paramLabel = "DIR",
            description = "Of the program, for --planted (default: ${DEFAULT-VALUE}).")
    private Path sources = Path.of(".");

    @Spec
    private CommandSpec spec;

    private final List<Outcome> failed = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (file != null && Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "--out " + file + " is a directory, must be a file");
        }
        final PrintStream out = System.out;
        final long first = seed == null ? new SplittableRandom().nextLong() >>> 16 : seed;
        out.println(Machine.describe());
        out.println("seed=" + first + " seeds=" + seeds);
        if (planted > 0) {
            return new PlantedSearch(sources, first, planted, threads).run(bugs(), out) ? 0 : 1;
        }
        final Simulation simulation = new Simulation();
        if (trace != null) {
            final Outcome outcome = simulation.run(Night.of(first, Scale.STANDARD), true);
            Files.write(trace, outcome.trace());
            out.println("seed=" + first + " hash=" + Long.toHexString(outcome.hash()) + " trace is in " + trace);
        }
        final Effort effort = Effort.begin();
        final Nights nights = new Nights(simulation, first, seeds, outcome -> fail(outcome, out)).run(threads);
        final SimulationReport report = new SimulationReport(nights, effort.untilNow(), threads);
        out.println("\n" + report.text());
        if (!report.missing().isEmpty()) {
            out.println("not reached: " + String.join(", ", report.missing()));
        }
        if (file != null) {
            Files.writeString(file, Machine.describe() + "\n\n" + report.text());
        }
        if (!failed.isEmpty() && !noShrink) {
            shrink(simulation, failed.get(0), out);
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private List<PlantedBug> bugs() {
        final List<PlantedBug> bugs =
                PlantedBugs.ALL.stream().filter(one -> one.name().contains(bug)).toList();
        if (bugs.isEmpty()) {
            throw new IllegalArgumentException("--bug=" + bug + " is in no name; they are "
                    + PlantedBugs.ALL.stream().map(PlantedBug::name).toList());
        }
        return bugs;
    }

    private void fail(final Outcome outcome, final PrintStream out) {
        failed.add(outcome);
        if (failed.size() <= MOST_TOLD) {
            out.println("FAILED seed=" + outcome.night().seed());
            outcome.problems().texts().forEach(text -> out.println("  " + text));
        }
    }

    private static void shrink(final Simulation simulation, final Outcome outcome, final PrintStream out)
            throws IOException {
        final Night small = new Shrinker(simulation, SHRINK_RUNS).shrink(outcome);
        final Outcome again = simulation.run(small, true);
        final Path place = Path.of("simulated-" + small.seed() + ".txt");
        final List<String> lines = new ArrayList<>();
        lines.add("seed=" + small.seed() + " of it " + small.faults().size() + " faults and "
                + small.events().size() + " events, found by leaving out the others");
        small.faults().forEach(fault -> lines.add(fault.toString()));
        again.problems().texts().forEach(text -> lines.add("wrong: " + text));
        lines.addAll(again.trace());
        Files.write(place, lines);
        out.println("seed=" + small.seed() + " fails with " + small.faults().size() + " faults and "
                + small.events().size() + " events too; schedule and trace are in " + place);
    }
}
