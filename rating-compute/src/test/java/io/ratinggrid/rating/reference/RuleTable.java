package io.ratinggrid.rating.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/**
 * One table of a rules file: a catalog, and what is asked of an account row by row with what must come of it.
 *
 * <pre>
 * == Title of the rule
 * services: {...}                          catalog, without the keys that every table shares
 * -- rates.csv                             a file of it
 * -- from 2026-07-01T00:00:00Z             the next version
 * -- sample figure-1                       or a catalog of the samples
 * | request          | code | amount |     see {@link RuleRequest} and {@link RuleTablesTest}
 * | voice 31 s       | DONE | 0.60   |
 * </pre>
 */
record RuleTable(
        String title, Map<String, String> files, Optional<Path> sample, List<String> columns, List<List<String>> rows) {
    private static final Path SAMPLES = Path.of("src/main/resources/samples");
    private static final String CATALOG = "catalog.yaml";
    private static final Map<String, String> SHARED_KEYS = Map.of(
            "ratinggrid", "1",
            "effective", "2026-01-01T00:00:00Z",
            "currency", "EUR",
            "timezone", "Europe/London");

    /** The tables of a file. */
    static List<RuleTable> read(final Path file) {
        final List<RuleTable> tables = new ArrayList<>();
        final List<String> lines = new ArrayList<>();
        for (final String line : linesOf(file)) {
            if (line.startsWith("== ") && !lines.isEmpty()) {
                tables.add(parse(lines));
                lines.clear();
            }
            if (!lines.isEmpty() || line.startsWith("== ")) {
                lines.add(line);
            }
        }
        tables.add(parse(lines));
        return tables;
    }

    private static List<String> linesOf(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleTable parse(final List<String> lines) {
        final Map<String, String> files = new LinkedHashMap<>();
        final List<List<String>> table = new ArrayList<>();
        Optional<Path> sample = Optional.empty();
        String version = "1/";
        String name = version + CATALOG;
        for (final String line : lines.subList(1, lines.size())) {
            if (line.startsWith("|")) {
                table.add(cells(line));
            } else if (line.startsWith("-- from ")) {
                version = "2/";
                name = version + CATALOG;
                files.put(name, "effective: " + line.substring("-- from ".length()) + "\n");
            } else if (line.startsWith("-- sample ")) {
                sample = Optional.of(SAMPLES.resolve(line.substring("-- sample ".length())));
            } else if (line.startsWith("-- ")) {
                name = version + line.substring("-- ".length());
            } else if (!line.startsWith("#")) {
                files.merge(name, line + "\n", String::concat);
            }
        }
        return new RuleTable(lines.get(0).substring(3), files, sample, table.get(0), table.subList(1, table.size()));
    }

    private static List<String> cells(final String line) {
        final String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    /** Its catalog, written to an empty directory and loaded as any other. */
    List<CatalogModel> load(final Path directory) {
        if (sample.isPresent()) {
            return BothEngines.load(sample.get());
        }
        files.forEach((name, text) -> {
            try {
                final Path file = directory.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, name.endsWith(CATALOG) ? withSharedKeys(name, text) : text);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return BothEngines.load(directory);
    }

    private static String withSharedKeys(final String name, final String text) {
        final StringBuilder whole = new StringBuilder("version: \"" + name.charAt(0) + "\"\n");
        SHARED_KEYS.forEach((key, value) -> {
            if (!("\n" + text).contains("\n" + key + ":")) {
                whole.append(key).append(": ").append(value).append('\n');
            }
        });
        return whole.append(text).toString();
    }
}
