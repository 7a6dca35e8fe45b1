package io.ratinggrid.perf.canonical;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.rig.Sample;
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
            "A change counts as one if no run of the one result lies among those of the other.",
            "Results of different machines or settings are refused without --force."
        })
public final class Compare implements Callable<Integer> {
    private static final int REFUSED = 2;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A result.json.")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
    private Path after;

    @Option(names = "--force", description = "Though machines or settings differ.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final Result first = Result.read(before);
        final Result second = Result.read(after);
        final String difference = difference(first, second);
        if (!difference.isEmpty() && !force) {
            spec.commandLine().getErr().println("these do not compare: " + difference + " (--force compares them)");
            return REFUSED;
        }
        out.println("| figure | before | after | change | |");
        out.println("|---|---:|---:|---:|---|");
        for (final Map.Entry<String, Sample> figure : first.figures().entrySet()) {
            final Sample other = second.figures().get(figure.getKey());
            if (other != null) {
                out.println(row(figure.getKey(), figure.getValue(), other));
            }
        }
        out.flush();
        return 0;
    }

    private static String difference(final Result first, final Result second) {
        final String machine = first.environment().get(Environment.MACHINE);
        final String other = second.environment().get(Environment.MACHINE);
        if (!String.valueOf(machine).equals(other)) {
            return "machines differ: " + machine + " and " + other;
        }
        return first.settings().equals(second.settings())
                ? ""
                : "settings differ: " + first.settings() + " and " + second.settings();
    }

    private static String row(final String name, final Sample before, final Sample after) {
        final boolean apart = before.most() < after.least() || after.most() < before.least();
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        name,
                        band(before),
                        band(after),
                        before.median() == 0 ? "-" : "%+.1f %%".formatted((after.median() / before.median() - 1) * 100),
                        apart ? "" : "within noise");
    }

    private static String band(final Sample sample) {
        return "%,.2f (%,.2f to %,.2f)".formatted(sample.median(), sample.least(), sample.most());
    }
}
