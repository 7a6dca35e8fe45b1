package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.ZoneModel;
import io.ratinggrid.rating.text.DidYouMean;

/** Section {@code zones}: sets of prefixes, written in place or in a CSV file with the columns zone and prefix. */
final class ZoneReader {
    private final Scope scope;
    private final Map<String, Position> prefixes = new HashMap<>();
    private final Map<String, String> zoneOfPrefix = new HashMap<>();
    private final Map<String, ZoneFile> files = new LinkedHashMap<>();

    ZoneReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final List<String> own = entry.value().isMap() ? fromFile(entry) : fromList(entry);
        if (own.isEmpty() && scope.problems.errors() == before) {
            scope.problems.error(
                    entry.key(), "zone '" + entry.name() + "' has no prefix", "[\"44\"], or [\"\"] for every number");
        }
        if (scope.problems.errors() == before) {
            scope.zones.put(entry.name(), new ZoneModel(entry.name(), own));
        }
    }

    /** Reports rows of zone files that belong to no zone. */
    void close() {
        files.values()
                .forEach(file -> file.rows.forEach((zone, rows) -> {
                    if (!file.wanted.contains(zone)) {
                        scope.problems.error(
                                rows.get(0).zoneAt,
                                "zone '" + zone + "' is not defined to read this file",
                                DidYouMean.phrase(zone, file.wanted));
                    }
                }));
    }

    private List<String> fromList(final YamlValue.Entry entry) {
        final List<String> own = new ArrayList<>();
        for (final YamlValue item : scope.values.list(entry.value())) {
            add(own, entry.name(), scope.values.text(item), item.position());
        }
        return own;
    }

    private List<String> fromFile(final YamlValue.Entry entry) {
        final YamlMap map = new YamlMap(entry.value(), "zone '" + entry.name() + "'", scope.problems);
        final Optional<YamlValue> name = map.require("file", "zones.csv");
        map.close();
        final List<String> own = new ArrayList<>();
        name.flatMap(value -> scope.file(value).map(path -> zoneFile(path, value.text())))
                .ifPresent(file -> {
                    file.wanted.add(entry.name());
                    file.rows
                            .getOrDefault(entry.name(), List.of())
                            .forEach(row -> add(own, entry.name(), row.prefix, row.prefixAt));
                });
        return own;
    }

    private void add(final List<String> own, final String zone, final String prefix, final Position at) {
        if (!Prefixes.isPrefix(prefix)) {
            scope.problems.error(at, "'" + prefix + "' is no prefix", Prefixes.wouldBeRight(prefix));
            return;
        }
        final Position earlier = prefixes.putIfAbsent(prefix, at);
        if (earlier != null) {
            scope.problems.error(
                    at,
                    "prefix '" + prefix + "' is already in zone '" + zoneOfPrefix.get(prefix) + "' at " + earlier,
                    "a prefix belongs to one zone");
            return;
        }
        zoneOfPrefix.put(prefix, zone);
        own.add(prefix);
    }

    private ZoneFile zoneFile(final Path path, final String name) {
        return files.computeIfAbsent(name, key -> ZoneFile.read(path, scope.label(name), scope.problems));
    }

    private record Row(String prefix, Position prefixAt, Position zoneAt) {}

    /** A CSV file of zones, read once for all zones that name it. */
    private record ZoneFile(Map<String, List<Row>> rows, List<String> wanted) {
        private static final Map<String, List<String>> COLUMNS =
                Map.of("zone", List.of("zone", "zonename", "name"), "prefix", List.of("prefix", "code", "dialcode"));

        static ZoneFile read(final Path path, final String label, final Problems problems) {
            final ZoneFile file = new ZoneFile(new LinkedHashMap<>(), new ArrayList<>());
            CsvTable.read(path, label, CsvTable.Dialect.AUTO, problems).ifPresent(table -> {
                final CsvColumns columns =
                        CsvColumns.find(table, COLUMNS, Map.of(), List.of("zone", "prefix"), problems);
                columns.rows().forEach(row -> file.add(row));
            });
            return file;
        }

        private void add(final CsvColumns.Row row) {
            rows.computeIfAbsent(row.text("zone"), zone -> new ArrayList<>())
                    .add(new Row(row.text("prefix"), row.position("prefix"), row.position("zone")));
        }
    }
}
