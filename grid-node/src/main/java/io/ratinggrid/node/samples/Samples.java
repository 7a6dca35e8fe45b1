package io.ratinggrid.node.samples;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Copies sample directories out of the class path, where the parsers and people can read them. */
public final class Samples {
    private static final String MARKER = "samples/README.md";

    private Samples() {}

    /**
     * Copies {@code samples/name} below a directory, over what is there.
     *
     * @return the directory {@code target/name}
     */
    public static Path unpack(final String name, final Path target) throws IOException {
        final URI marker = marker();
        if (!"jar".equals(marker.getScheme())) {
            return copy(Path.of(marker).getParent().resolve(name), target.resolve(name));
        }
        final String jar = marker.toString();
        final URI file = URI.create(jar.substring(0, jar.indexOf("!/")));
        try (FileSystem system = FileSystems.newFileSystem(file, Map.of())) {
            return copy(system.getPath("samples", name), target.resolve(name));
        }
    }

    private static URI marker() throws IOException {
        final URL url = Samples.class.getClassLoader().getResource(MARKER);
        if (url == null) {
            throw new IOException("the samples are missing on the class path: " + MARKER);
        }
        try {
            return url.toURI();
        } catch (final URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Path copy(final Path from, final Path to) throws IOException {
        final List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (final Path file : files) {
            final Path copied = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }
}
