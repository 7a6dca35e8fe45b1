package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.text.DidYouMean;

/** What a catalog defines of one kind, by name. A broken definition keeps its name, so that references to it are fine. */
final class Names<T> {
    private final String kind;
    private final Problems problems;
    private final Map<String, Optional<T>> models = new LinkedHashMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    /** @param kind how messages name one of them, for example {@code zone} */
    Names(final String kind, final Problems problems) {
        this.kind = kind;
        this.problems = problems;
    }

    /** Defines a name; its model may follow with {@link #put}. A second definition is reported. */
    boolean declare(final YamlValue key) {
        final String name = key.text();
        final Position earlier = positions.get(name);
        if (earlier != null) {
            problems.error(key, kind + " '" + name + "' is defined twice", "it is already at " + earlier);
            return false;
        }
        if (name.isBlank() || name.length() > 64 || !name.equals(name.strip()) || hasControl(name)) {
            problems.error(
                    key, "'" + name + "' is no name of a " + kind, "1 to 64 characters without control characters");
        }
        positions.put(name, key.position());
        models.put(name, Optional.empty());
        return true;
    }

    void put(final String name, final T model) {
        models.put(name, Optional.of(model));
    }

    /** The model that {@code reference} names; an unknown name is reported, a broken model is empty in silence. */
    Optional<T> find(final YamlValue reference) {
        final String name = reference.text();
        if (!models.containsKey(name)) {
            final String right =
                    models.isEmpty() ? "the catalog defines none" : DidYouMean.phrase(name, models.keySet());
            problems.error(reference, kind + " " + quoted(reference) + " is not defined", right);
            return Optional.empty();
        }
        used.add(name);
        return models.get(name);
    }

    boolean has(final String name) {
        return models.containsKey(name);
    }

    Position position(final String name) {
        return positions.get(name);
    }

    List<T> models() {
        final List<T> whole = new ArrayList<>();
        models.values().forEach(model -> model.ifPresent(whole::add));
        return whole;
    }

    /** True if no definition is broken. */
    boolean allWhole() {
        return models.values().stream().allMatch(Optional::isPresent);
    }

    Set<String> names() {
        return models.keySet();
    }

    void warnUnused(final String by) {
        positions.forEach((name, at) -> {
            if (!used.contains(name)) {
                problems.warning(at, kind + " '" + name + "' is not used by any " + by, "use it or remove it");
            }
        });
    }

    private static String quoted(final YamlValue reference) {
        return reference.isText() ? "'" + reference.text() + "'" : "(" + reference.kind() + ")";
    }

    private static boolean hasControl(final String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }
}
