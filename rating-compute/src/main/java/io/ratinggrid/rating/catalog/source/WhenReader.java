package io.ratinggrid.rating.catalog.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the attributes that an event must have for a charge or a matrix row. */
final class WhenReader {
    private static final int LARGEST_WEIGHT = 1_000_000;

    private final Scope scope;

    WhenReader(final Scope scope) {
        this.scope = scope;
    }

    Map<String, String> read(final Optional<YamlValue> when) {
        final Map<String, String> attributes = new LinkedHashMap<>();
        when.map(value -> new YamlMap(value, "'when'", scope.problems))
                .ifPresent(map -> map.entries().forEach(entry -> add(attributes, entry)));
        return attributes;
    }

    static Function<YamlValue, Integer> weight(final Scope scope) {
        return value -> scope.values.integer(value, -LARGEST_WEIGHT, LARGEST_WEIGHT);
    }

    private void add(final Map<String, String> attributes, final YamlValue.Entry entry) {
        final String value = scope.values.text(entry.value());
        switch (entry.name()) {
            case "zone" -> scope.zones.find(entry.value());
            case "band" ->
                scope.problems.error(
                        entry.key(), "a band is no condition", "give prices by band: price: {day: ..., night: ...}");
            case "service" ->
                scope.problems.error(
                        entry.key(), "the service is no condition", "service: " + value + " in the charge");
            default -> scope.symbol(entry.name(), entry.key().position());
        }
        attributes.put(entry.name(), value);
    }
}
