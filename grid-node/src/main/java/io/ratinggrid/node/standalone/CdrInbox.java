package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.ratinggrid.ingest.cdr.CdrMapping;
import io.ratinggrid.ingest.cdr.MappingException;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.input.InputFormat;

/**
 * {@code in/cdr}: a sub-directory for each mapping, of the mapping's name. The mapping is {@code mappings/NAME.yaml} of the data
 * directory, else the one of that name that comes with the program. One thread.
 */
final class CdrInbox {
    private final Path directory;
    private final Path mappings;
    private final Notices notices;

    CdrInbox(final Path data, final Notices notices) {
        directory = data.resolve("in/cdr");
        mappings = data.resolve("mappings");
        this.notices = notices;
    }

    void make() throws IOException {
        Files.createDirectories(mappings);
        for (final String name : MappingFile.readyNames()) {
            Files.createDirectories(directory.resolve(name));
        }
    }

    /** The sub-directories that a mapping is known for, with it; what is wrong with the others is said. */
    Map<Path, InputFormat> sources() throws IOException {
        final Map<Path, InputFormat> sources = new HashMap<>();
        try (Stream<Path> children = Files.list(directory)) {
            for (final Path child : children.sorted().toList()) {
                if (!Files.isDirectory(child)) {
                    notices.say(
                            child,
                            child + " stays there: put it into the directory of its mapping, such as "
                                    + directory.resolve(MappingFile.readyNames().get(0)));
                } else if (!isEmpty(child)) {
                    mapping(child).ifPresent(mapping -> sources.put(child, mapping));
                }
            }
        }
        return sources;
    }

    /** So is what cannot be looked into. */
    private boolean isEmpty(final Path child) {
        try (Stream<Path> files = Files.list(child)) {
            return files.findAny().isEmpty();
        } catch (final IOException e) {
            notices.say(child, child + " cannot be looked into, what is there waits: " + e);
            return true;
        }
    }

    private Optional<CdrMapping> mapping(final Path child) throws IOException {
        final String name = child.getFileName().toString();
        final Path file = mappings.resolve(name + ".yaml");
        try {
            if (Files.exists(file)) {
                final CdrMapping read = MappingFile.read(file);
                notices.forget(child);
                return Optional.of(read);
            }
            final Optional<CdrMapping> ready = MappingFile.ready(name);
            if (ready.isEmpty()) {
                notices.say(child, child + " waits: there is no mapping '" + name + "'; put it into " + file);
            }
            return ready;
        } catch (final MappingException | IOException e) {
            notices.say(child, child + " waits: " + e.getMessage());
            return Optional.empty();
        }
    }
}
