package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.result.Kept;
import io.ratinggrid.perf.rig.GeneratorOptions;
import io.ratinggrid.perf.rig.RigOptions;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.RunPage;
import io.ratinggrid.perf.rig.Watch;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A verb that runs the whole path: exit code 1 if a run is not reconciled, or missed what was wanted of it. */
public abstract class Scenario implements Callable<Integer> {
    protected static final double MS = 1e6;
    protected static final double SECOND_NS = 1e9;

    @Mixin
    private RigOptions options;

    @Mixin
    private GeneratorOptions generator;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep result.json there, and what else the verb draws (default: nowhere).")
    private Path directory;

    @Spec
    private CommandSpec spec;

    private Kept kept;

    @Override
    public final Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final PrintWriter out = spec.commandLine().getOut();
        refuseOwn();
        try (RunDirectory run = RunDirectory.passing(spec.name())) {
            final RigSettings settings = generator.in(options.settings(run.path()));
            kept = new Kept();
            out.println(Machine.describe());
            out.println(settings.text());
            out.println();
            final boolean good = run(settings, out);
            out.flush();
            kept.write(directory, settings.text(), spec, good);
            return good ? 0 : 1;
        }
    }

    /** Where what was found is kept, null: nowhere. */
    protected final Path directory() {
        return directory;
    }

    /** Writes {@code report.html}, if something is kept: what was timed, by name of its histogram, beside what was seen meanwhile. */
    protected final void keepPage(
            final RigSettings settings, final Map<String, String> histograms, final Optional<Watch> seen)
            throws IOException {
        if (seen.isPresent()) {
            seen.get().close();
            final RunPage page = new RunPage(settings, directory);
            page.marks(seen.get().marks());
            page.write("perf " + spec.name(), kept.environment(), settings.text(), histograms, List.of());
        }
    }

    /** Looks on from now on, for {@link #keepPage}; nothing if nothing is kept. */
    protected final Optional<Watch> look(final Supplier<Watch> watch) {
        return Optional.ofNullable(directory).map(any -> watch.get());
    }

    /** For {@code result.json}. */
    protected final Kept kept() {
        return kept;
    }

    private void refuseOwn() {
        for (final String option : own()) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " is what " + spec.name() + " varies itself, see --help");
            }
        }
    }

    /** Common options that it sets itself, and that must not be given. */
    protected List<String> own() {
        return List.of();
    }

    /** False if something is not as it should be, which has been printed. */
    protected abstract boolean run(RigSettings settings, PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException;
}
