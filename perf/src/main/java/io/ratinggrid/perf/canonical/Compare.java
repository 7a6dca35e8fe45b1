package io.ratinggrid.perf.canonical;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.ratinggrid.perf.result.Result;
import io.ratinggrid.perf.result.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf compare}: two result files side by side. */
@Command(
        name = "compare",
        description = "Two results side by side: what has changed, and is it more than noise?",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A change counts as one if no run of the one result lies among those of the other; of",
            "fewer than three runs on either side it is not said. Results that are not good, or of",
            "different machines (processor, memory, kernel, JDK) or settings, are refused with exit",
            "code 2 without --force. If the limit's CPU differs by more than 5 %%, that is said first."
        })
public final class Compare implements Callable<Integer> {
    private static final int REFUSED = 2;
    /** Fewer runs have no band of noise. */
    private static final int BAND = 3;

    @Parameters(index = "0", paramLabel = "A", description = "A result.json, of before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "Another, of after.")
    private Path after;

    @Option(names = "--force", description = "Though a result is not good, or machines or settings differ.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final Result first = Result.read(before);
        final Result second = Result.read(after);
        final Ground ground = new Ground(first, second);
        final List<String> obstacles = ground.obstacles();
        if (!obstacles.isEmpty() && !force) {
            final PrintWriter err = spec.commandLine().getErr();
            err.println("these do not compare: " + String.join("; ", obstacles) + " (--force compares them)");
            err.flush();
            return REFUSED;
        }
        obstacles.forEach(obstacle -> out.println("forced, though " + obstacle));
        ground.notes().forEach(out::println);
        table(first.figures(), second.figures(), out);
        out.flush();
        return 0;
    }

    private static void table(
            final Map<String, Sample> first, final Map<String, Sample> second, final PrintWriter out) {
        out.println("| figure | A, before | B, after | change | |");
        out.println("|---|---:|---:|---:|---|");
        first.forEach((name, sample) -> out.println(
                second.containsKey(name)
                        ? row(name, sample, second.get(name))
                        : "| %s | %s | | | only in A |".formatted(name, band(sample))));
        second.forEach((name, sample) -> {
            if (!first.containsKey(name)) {
                out.println("| %s | | %s | | only in B |".formatted(name, band(sample)));
            }
        });
    }

    private static String row(final String name, final Sample before, final Sample after) {
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        name,
                        band(before),
                        band(after),
                        before.median() == 0 ? "-" : "%+.1f %%".formatted((after.median() / before.median() - 1) * 100),
                        noise(before, after));
    }

    private static String noise(final Sample before, final Sample after) {
        if (Math.min(before.values().size(), after.values().size()) < BAND) {
            return "no band";
        }
        return before.most() < after.least() || after.most() < before.least() ? "changed" : "within noise";
    }

    private static String band(final Sample sample) {
        return "%,.2f (%,.2f to %,.2f)".formatted(sample.median(), sample.least(), sample.most());
    }
}
