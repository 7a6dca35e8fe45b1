package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.process.RunDirectory;
import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.Kind;
import io.ratinggrid.perf.wire.Line;
import io.ratinggrid.rating.ByteSink;
import picocli.CommandLine;

/**
 * A run that is made elsewhere, as far as its events: {@code settings OPTIONS} first, then the verbs of {@link EventGenerator}. What a verb found
 * goes back as lines, its histograms as files. One thread, used once.
 */
final class GeneratorRun {
    static final String SETTINGS = "settings ";
    static final String MACHINE = "machine ";

    /** Of a file that are sent at once. */
    private static final int PART_BYTES = 1 << 16;

    private final Line line;
    private final Access access;

    GeneratorRun(final Line line, final Access access) {
        this.line = line;
        this.access = access;
    }

    /** Returns when the run has ended. */
    void run() throws IOException, InterruptedException {
        try (RunDirectory directory = RunDirectory.passing("generator")) {
            try {
                serve(directory.path());
            } catch (final IOException | RuntimeException e) {
                line.out().write(Kind.FAILURE, String.valueOf(e.getMessage()));
                throw new IOException("run of " + line.peer() + " fails: " + e, e);
            }
        }
    }

    private void serve(final Path directory) throws IOException, InterruptedException {
        final String first = verb();
        if (!first.startsWith(SETTINGS)) {
            throw new IllegalArgumentException("the first verb is not settings: " + first);
        }
        final RigOptions options = new RigOptions();
        new CommandLine(options).parseArgs(first.substring(SETTINGS.length()).split(" "));
        try (EventGenerator generator = new EventGenerator(options.settings(directory), access)) {
            answer(List.of(MACHINE + Machine.describe()));
            for (String verb = verb(); !verb.isEmpty(); verb = verb()) {
                final Figures figures = generator.obey(verb);
                sendFiles(directory);
                answer(figures.lines());
            }
        }
    }

    /** The next one, empty when no more come. */
    private String verb() throws IOException {
        if (!line.in().next()) {
            return "";
        }
        if (line.in().kind() != Kind.VERB) {
            throw new IllegalArgumentException("frameKind=" + line.in().kind() + " is not for a generator");
        }
        return line.in().fields().getText();
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
            files = all.toList();
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
}
