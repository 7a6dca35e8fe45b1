package io.ratinggrid.rating.catalog.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code tests/*.yaml}: each file is a list of cases. */
final class CatalogTestReader {
    private static final String DIRECTORY = "tests";
    private static final List<String> EXPECTATIONS = List.of("lines", "charges", "buckets");

    private final Problems problems;
    private final Map<String, Position> names = new HashMap<>();
    private final List<CatalogTest> tests = new ArrayList<>();

    CatalogTestReader(final Problems problems) {
        this.problems = problems;
    }

    List<CatalogTest> tests() {
        return List.copyOf(tests);
    }

    /** @param label what stands before file names in positions */
    void read(final Path catalog, final String label) {
        for (final Path file : files(catalog.resolve(DIRECTORY), label)) {
            YamlFile.read(file, label + DIRECTORY + "/" + file.getFileName(), problems)
                    .ifPresent(this::readCases);
        }
    }

    private List<Path> files(final Path directory, final String label) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            final List<Path> files = children.sorted().toList();
            files.stream()
                    .filter(file -> file.getFileName().toString().endsWith(".yml"))
                    .forEach(file -> problems.error(
                            Position.startOf(label + DIRECTORY + "/" + file.getFileName()),
                            "the file is not read",
                            "a name that ends in .yaml"));
            return files.stream()
                    .filter(file -> file.getFileName().toString().endsWith(".yaml"))
                    .toList();
        } catch (final IOException e) {
            problems.error(Position.startOf(label + DIRECTORY), "cannot be read: " + e.getMessage(), "");
            return List.of();
        }
    }

    private void readCases(final YamlValue root) {
        if (!root.isList()) {
            problems.error(
                    root, "a list of cases is expected, not " + root.kind(), "- {name: ..., events: ..., expect: ...}");
        }
        root.items().forEach(this::readCase);
    }

    private void readCase(final YamlValue value) {
        final YamlMap map = new YamlMap(value, "a test", problems);
        final String name = map.require("name", "ten calls").map(this::name).orElse("");
        final CatalogTest test = new CatalogTest(
                value.position(),
                name,
                map.require("account", "{plans: [mobile]}")
                        .map(account -> fields(account, "the account"))
                        .orElseGet(() -> none(value)),
                map.require("events", "[{...}]").map(this::events).orElse(List.of()),
                map.require("expect", "{lines: {...}}").map(this::expectations).orElseGet(() -> none(value)));
        map.close();
        tests.add(test);
    }

    private String name(final YamlValue value) {
        final String name = value.text();
        final Position earlier = names.putIfAbsent(name, value.position());
        if (name.isBlank()) {
            problems.error(value, "a name is expected, not " + value.kind(), "a sentence");
        } else if (earlier != null) {
            problems.error(value, "test '" + name + "' is already at " + earlier, "another name");
        }
        return name;
    }

    private List<CatalogTest.Fields> events(final YamlValue value) {
        if (!value.isList()) {
            problems.error(value, "a list of commands is expected, not " + value.kind(), "[{...}]");
        }
        return value.items().stream().map(item -> fields(item, "a command")).toList();
    }

    private CatalogTest.Fields expectations(final YamlValue value) {
        final YamlMap map = new YamlMap(value, "'expect'", problems);
        if (map.present(EXPECTATIONS).isEmpty() && value.isMap()) {
            problems.error(value, "nothing is expected", "one of " + String.join(", ", EXPECTATIONS));
        }
        map.close();
        return fields(value, "'expect'");
    }

    private CatalogTest.Fields fields(final YamlValue value, final String what) {
        final Map<String, CatalogTest.Value> fields = new LinkedHashMap<>();
        for (final YamlValue.Entry entry : new YamlMap(value, what, problems).entries()) {
            fields.put(entry.name(), value(entry.value()));
        }
        return new CatalogTest.Fields(value.position(), Collections.unmodifiableMap(fields));
    }

    private CatalogTest.Value value(final YamlValue value) {
        if (value.isMap()) {
            return fields(value, "a value");
        }
        return value.isList()
                ? new CatalogTest.Items(
                        value.position(),
                        value.items().stream().map(this::value).toList())
                : new CatalogTest.Text(value.position(), value.text());
    }

    private static CatalogTest.Fields none(final YamlValue value) {
        return new CatalogTest.Fields(value.position(), Map.of());
    }
}
