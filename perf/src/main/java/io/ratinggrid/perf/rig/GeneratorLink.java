package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

import io.ratinggrid.perf.wire.HostPort;
import io.ratinggrid.perf.wire.Kind;
import io.ratinggrid.perf.wire.Line;
import io.ratinggrid.rating.ByteSource;

/** A process that a generator on a host of its own has started for the run; its histograms come into the directory of the run. One thread. */
public final class GeneratorLink implements VerbTaker {
    /** Begins the line with which a generator tells its machine. */
    public static final String MACHINE = "machine ";

    /** Of files that come from there. */
    public static final Pattern HISTOGRAM = Pattern.compile("[a-z]+(-[a-z]+)?-\\d+\\.(hlog|hgrm|hdr)");

    private final HostPort address;
    private final Path directory;
    private final Line line;
    private String machine = "";

    private GeneratorLink(final HostPort address, final Path directory, final Line line) {
        this.address = address;
        this.directory = directory;
        this.line = line;
    }

    /** Connects to the generator of the settings, and has it start a process. */
    static GeneratorLink to(final RigSettings settings, final Class<?> main, final List<String> arguments)
            throws IOException {
        final HostPort address = settings.generator().generator().orElseThrow();
        final Line line;
        try {
            line = Line.to(address.host(), address.port(), settings.generator().access());
        } catch (final IOException e) {
            throw new IOException("no generator: " + e.getMessage(), e);
        }
        final GeneratorLink link = new GeneratorLink(address, settings.directory(), line);
        link.tell(new GeneratorOrder(
                        settings.directory().toString(),
                        settings.with(GeneratorPlace.HERE).text(),
                        main.getSimpleName(),
                        arguments)
                .text());
        return link;
    }

    @Override
    public Figures tell(final String verb) {
        try {
            line.out().write(Kind.VERB, verb);
            return await();
        } catch (final IOException e) {
            throw new IllegalStateException("generator at " + address + ": " + e.getMessage(), e);
        }
    }

    private Figures await() throws IOException {
        final Figures figures = new Figures();
        while (line.in().next()) {
            final ByteSource fields = line.in().fields();
            switch (line.in().kind()) {
                case LINE -> {
                    final String text = fields.getText();
                    if (text.equals(Child.DONE)) {
                        return figures;
                    }
                    if (text.startsWith(MACHINE)) {
                        machine = text.substring(MACHINE.length());
                    }
                    figures.read(text);
                }
                case FILE -> keep(fields);
                case FAILURE -> throw new IOException(fields.getText());
                default -> throw new IOException("frameKind=" + line.in().kind() + " is not of a generator");
            }
        }
        throw new IOException("the connection has ended");
    }

    private void keep(final ByteSource fields) throws IOException {
        final String name = fields.getText();
        if (!HISTOGRAM.matcher(name).matches()) {
            throw new IOException("file=" + name + " is no histogram");
        }
        final byte[] bytes = new byte[fields.remaining()];
        fields.getBytes(bytes, bytes.length);
        Files.write(directory.resolve(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public String where() {
        return address + ", " + machine;
    }

    @Override
    public String hostOfRun() {
        return line.localAddress().getHostAddress();
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void close() {
        line.close();
    }
}
