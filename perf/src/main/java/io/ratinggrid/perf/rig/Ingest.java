package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.result.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf ingest}: the whole path from the queue to the committed answer. */
@Command(
        name = "ingest",
        description =
                "The canonical workload through a gateway process and a node process, hand-over to committed answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --rate events are handed over as fast as the gateway takes them, and the",
            "times of one in a thousand show how long the backlog is. Events are drawn by a",
            "process of its own, whose CPU is shown apart. With --rate each event has",
            "its time, and is timed from then, however late it is sent. The run fails (exit code",
            "1) if an event is lost or wrong, an answer is missing, or the rate is missed."
        })
public final class Ingest implements Callable<Integer> {
    @Mixin
    private RigOptions options;

    @Mixin
    private GeneratorOptions generator;

    @Mixin
    private PaceOptions pace;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep result.json, the histograms and report.html there (default: nowhere).")
    private Path directory;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Keep a flight recording of each process there; costs some time (default: none).")
    private Path recordings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, CatalogRefusedException {
        final PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory run = RunDirectory.passing("ingest")) {
            final RigSettings settings = generator.in(options.settings(run.path()));
            out.println(Machine.describe());
            final IngestResult result = measure(settings, out);
            result.print(out);
            return result.isGood() ? 0 : 1;
        }
    }

    private IngestResult measure(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Kept kept = new Kept();
        if (recordings != null) {
            Files.createDirectories(recordings);
        }
        try (IngestRun run = new IngestRun(settings, recordings)) {
            run.start();
            out.println("events are drawn at " + run.generatorPlace());
            final Optional<Pace> wanted = pace.pace();
            final String how = wanted.isPresent() ? "paced" : "bulk";
            final String histogram = run.histogram(how);
            final Optional<Watch> watch = Optional.ofNullable(directory).map(page -> run.watch());
            final Figures figures = wanted.isPresent() ? run.paced(wanted.get()) : run.bulk(settings.events());
            kept.add(how, figures.all());
            watch.ifPresent(Watch::close);
            final long events = wanted.map(Pace::events).orElse((long) settings.events());
            final IngestResult result =
                    new IngestResult(events, wanted.map(Pace::rate).orElse(0), figures, run.reconcile());
            final Map<String, String> environment = kept.environment();
            if (watch.isPresent()) {
                report(settings, environment, result, histogram, watch.get());
                kept.write(directory, settings.text(), spec, result.isGood());
            }
            return result;
        }
    }

    private void report(
            final RigSettings settings,
            final Map<String, String> environment,
            final IngestResult result,
            final String histogram,
            final Watch watch)
            throws IOException {
        final StringWriter summary = new StringWriter();
        result.print(new PrintWriter(summary));
        final RunPage page = new RunPage(settings, directory);
        page.marks(watch.marks());
        page.write(
                "perf ingest",
                environment,
                settings.text() + "\n" + summary,
                Map.of(histogram, result.rate() == 0 ? "as fast as it goes" : "%,d events/s".formatted(result.rate())),
                List.of());
    }
}
