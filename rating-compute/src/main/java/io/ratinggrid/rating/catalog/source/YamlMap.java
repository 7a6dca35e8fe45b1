package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.text.DidYouMean;

/** A mapping that is read key by key. {@link #close()} reports the keys that nobody asked for. */
final class YamlMap {
    private final YamlValue value;
    private final String what;
    private final Problems problems;
    private final Map<String, YamlValue.Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    /**
     * Opens {@code value}; what is no mapping is reported and read as an empty one.
     *
     * @param what how messages name it, with its article
     */
    YamlMap(final YamlValue value, final String what, final Problems problems) {
        this.value = value;
        this.what = what;
        this.problems = problems;
        if (!value.isMap() && !value.isNothing()) {
            problems.error(value, what + " is written as keys and values, not as " + value.kind(), "key: value");
        }
        value.entries().forEach(this::add);
    }

    private void add(final YamlValue.Entry entry) {
        if (!entry.key().isText()) {
            problems.error(
                    entry.key(), "a key must be a text, not " + entry.key().kind(), "");
            return;
        }
        final YamlValue.Entry earlier = entries.putIfAbsent(entry.name(), entry);
        if (earlier != null) {
            problems.error(
                    entry.key(),
                    "'" + entry.name() + "' is written twice",
                    "it is already at line " + earlier.key().position().line());
        }
    }

    Position position() {
        return value.position();
    }

    YamlValue value() {
        return value;
    }

    /** All entries, each key once: for mappings from names that the author chooses. */
    List<YamlValue.Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    boolean has(final String key) {
        return entries.containsKey(key);
    }

    /** The value of an optional key. A key with nothing behind it is reported. */
    Optional<YamlValue> take(final String key) {
        known.add(key);
        final YamlValue.Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value().isNothing()) {
            problems.error(entry.key(), "'" + key + "' has no value", "write one or leave the key out");
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    /** The value of a key that must be there; its absence is reported. */
    Optional<YamlValue> require(final String key, final String example) {
        if (!entries.containsKey(key) && value.isMap()) {
            problems.error(value, what + " needs '" + key + "'", "for example " + key + ": " + example);
        }
        return take(key);
    }

    /** The keys among {@code keys} that are written. */
    List<YamlValue.Entry> present(final List<String> keys) {
        known.addAll(keys);
        return keys.stream().filter(entries::containsKey).map(entries::get).toList();
    }

    /** Reports the keys that were not asked for. */
    void close() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.error(entry.key(), "'" + key + "' is no key of " + what, DidYouMean.phrase(key, known));
            }
        });
    }
}
