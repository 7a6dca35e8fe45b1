package io.ratinggrid.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The carrier's files in a directory: {@code accounts.jsonl}, then {@code top-ups.jsonl}, then {@code cdr-*.csv} to be read
 * with {@code carrier.yaml}. {@code generated.json} is written last and says what they are.
 *
 * @param expected what the books of the CSV files must say
 * @param accounts accounts of {@link #accountsFile}, which has the subscribers too
 * @param topUps   commands of {@link #topUpsFile}
 */
public record CarrierFiles(
        Path directory, CarrierSettings settings, RecordCounts expected, int accounts, long topUps, int files) {
    private static final String MANIFEST = "generated.json";
    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The file {@value #MANIFEST}. */
    private record Manifest(
            int v, CarrierSettings settings, RecordCounts expected, int accounts, long topUps, int files) {}

    public Path accountsFile() {
        return directory.resolve("accounts.jsonl");
    }

    public Path topUpsFile() {
        return directory.resolve("top-ups.jsonl");
    }

    /** How the gateway reads the records. */
    public Path mappingFile() {
        return directory.resolve("carrier.yaml");
    }

    public List<Path> recordFiles() {
        return IntStream.rangeClosed(1, files).mapToObj(this::recordFile).toList();
    }

    Path recordFile(final int number) {
        return directory.resolve(String.format(Locale.ROOT, "cdr-%04d.csv", number));
    }

    /** What an earlier run made whole; empty if there is nothing. */
    public static Optional<CarrierFiles> find(final Path directory) throws IOException {
        final Path file = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        final Manifest manifest;
        try {
            manifest = MAPPER.readValue(Files.readString(file), Manifest.class);
        } catch (final JacksonException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        if (manifest.v != FORMAT) {
            throw new IOException(file + ": format v=" + manifest.v + ", this version reads " + FORMAT);
        }
        return Optional.of(new CarrierFiles(
                directory, manifest.settings, manifest.expected, manifest.accounts, manifest.topUps, manifest.files));
    }

    /** Says that the files are whole. */
    CarrierFiles keep() throws IOException {
        final Path written = directory.resolve(MANIFEST + ".part");
        Files.writeString(
                written,
                MAPPER.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(new Manifest(FORMAT, settings, expected, accounts, topUps, files))
                        + "\n");
        Files.move(written, directory.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }
}
