package io.ratinggrid.perf.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.GeneratorLink;
import io.ratinggrid.perf.rig.GeneratorOrder;
import io.ratinggrid.perf.rig.GeneratorPlace;
import io.ratinggrid.perf.rig.RigOptions;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.wire.Kind;
import io.ratinggrid.perf.wire.Line;
import io.ratinggrid.rating.ByteSink;
import picocli.CommandLine;

/**
 * A process that makes load for a run elsewhere, and what it is told from there: its verbs, one after another. What a verb found goes back as
 * lines, its histograms as files. It ends with the connection. Used once; one thread reads, and one waits for what the process says.
 */
final class GeneratorRun {
    /** Of a file that are sent at once. */
    private static final int PART_BYTES = 1 << 16;

    private final Line line;
    private final GeneratorOrder order;
    private final GeneratorPlace place;
    private final LinkedBlockingQueue<String> verbs = new LinkedBlockingQueue<>();

    GeneratorRun(final Line line, final GeneratorOrder order, final Optional<Path> tokenFile) {
        this.line = line;
        this.order = order;
        place = GeneratorPlace.of(tokenFile);
    }

    /** Returns when it has ended. */
    void run() throws IOException, InterruptedException {
        try (RunDirectory directory = RunDirectory.passing("generator")) {
            final LoadMain load = LoadMain.of(order.process());
            final RigOptions options = new RigOptions();
            new CommandLine(options).parseArgs(order.options().split(" "));
            final RigSettings settings = options.settings(directory.path()).with(place);
            final List<String> arguments =
                    new ArrayList<>(List.of(settings.write().toString()));
            arguments.addAll(order.arguments());
            try (Child child =
                    new Child(directory.path(), load.main(), load.flags(), arguments.toArray(String[]::new))) {
                serve(child, directory.path());
            }
        } catch (final RuntimeException e) {
            fail(e);
            throw new IOException(order.process() + " of " + line.peer() + " fails: " + e, e);
        }
    }

    /** Tells the run; one that has gone is told no more. */
    private void fail(final RuntimeException failure) {
        try {
            line.out().write(Kind.FAILURE, String.valueOf(failure.getMessage()));
        } catch (final IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void serve(final Child child, final Path directory) throws IOException, InterruptedException {
        child.start();
        answer(List.of(GeneratorLink.MACHINE + Machine.describe()));
        final Thread reader = new Thread(() -> read(child), "verbs-of-" + line.peer());
        reader.setDaemon(true);
        reader.start();
        for (String verb = verbs.take(); !verb.isEmpty(); verb = verbs.take()) {
            final Figures figures = child.tell(verb);
            sendFiles(directory);
            answer(figures.lines());
        }
    }

    /** A run that goes away ends what it has under way here. */
    private void read(final Child child) {
        try {
            while (line.in().next() && line.in().kind() == Kind.VERB) {
                verbs.add(line.in().fields().getText());
            }
        } catch (final IOException | IllegalArgumentException e) {
            // The same as its end.
        } finally {
            child.close();
            verbs.add("");
        }
    }

    private void answer(final List<String> lines) throws IOException {
        for (final String text : lines) {
            line.out().write(Kind.LINE, text);
        }
        line.out().write(Kind.LINE, Child.DONE);
    }

    private void sendFiles(final Path directory) throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(GeneratorRun::isHistogram).toList();
        }
        for (final Path file : files) {
            final byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += PART_BYTES) {
                final ByteSink fields = line.out().begin(Kind.FILE);
                fields.putText(file.getFileName().toString());
                fields.putBytes(bytes, at, Math.min(PART_BYTES, bytes.length - at));
                line.out().end();
            }
            Files.delete(file);
        }
    }

    private static boolean isHistogram(final Path file) {
        return GeneratorLink.HISTOGRAM.matcher(file.getFileName().toString()).matches();
    }
}
