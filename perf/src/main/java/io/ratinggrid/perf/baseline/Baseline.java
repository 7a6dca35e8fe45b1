package io.ratinggrid.perf.baseline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.result.Kept;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.GeneratorOptions;
import io.ratinggrid.perf.rig.RigOptions;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf baseline}: the same events through what most people would build. */
@Command(
        name = "baseline",
        description = "The canonical workload through what most people would build of the same parts.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A Chronicle queue and four workers in a gateway process; in a node process an",
            "Ignite cache of accounts, charged by entry processors through invokeAll, and one",
            "of rated events, in one transaction for each batch, persistent. It looks for no",
            "duplicates, knows no bands, tiers or buckets, and does less than the grid."
        })
public final class Baseline implements Callable<Integer> {
    @Mixin
    private RigOptions options;

    @Mixin
    private GeneratorOptions generator;

    @Option(names = "--out", paramLabel = "DIR", description = "Keep result.json there (default: nowhere).")
    private Path kept;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory directory = RunDirectory.passing("baseline")) {
            final RigSettings settings = generator.in(options.settings(directory.path()));
            out.println(Machine.describe());
            final Kept result = new Kept();
            try (BaselineRun run = new BaselineRun(settings)) {
                final Figures figures = run.start().bulk(settings.events());
                final String problem = run.problem();
                print(settings.events(), figures, out);
                result.add("baseline", figures.all());
                result.write(kept, settings.text(), spec, problem.isEmpty());
                out.println(
                        problem.isEmpty()
                                ? "reconciled: each event once, as it was drawn and priced, and accounts have their sums"
                                : "FAIL: " + problem);
                out.flush();
                return problem.isEmpty() ? 0 : 1;
            }
        }
    }

    private static void print(final int events, final Figures figures, final PrintWriter out) {
        out.printf(
                "%n%,d events as fast as they go: %.2f us of CPU an event (gateway %.2f, node %.2f; generator, apart, %.2f), %,.0f events/s%n",
                events,
                figures.cpuUs(events),
                figures.of("cpuNs") / 1e3 / events,
                figures.of("node cpuNs") / 1e3 / events,
                figures.generatorCpuUs(events),
                figures.perSecond(events));
    }
}
