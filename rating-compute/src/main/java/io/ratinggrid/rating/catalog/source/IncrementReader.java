package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** Reads increments: {@code 60/6}, {@code 1 MB / 1 MB}, or a list of groups. */
final class IncrementReader {
    private final Scope scope;
    private final Measure measure;

    IncrementReader(final Scope scope, final Measure measure) {
        this.scope = scope;
        this.measure = measure;
    }

    List<IncrementModel> read(final YamlValue value) {
        return value.isText() ? pair(value) : groups(value);
    }

    private List<IncrementModel> pair(final YamlValue value) {
        final String[] parts = scope.values.text(value).split("/", -1);
        if (parts.length != 2) {
            scope.problems.error(
                    value, "'" + value.text() + "' are no increments", "first and further, for example 60/6");
            return List.of();
        }
        final long first = size(value, parts[0].strip());
        final long further = size(value, parts[1].strip());
        return first == further
                ? List.of(new IncrementModel(Long.MAX_VALUE, further))
                : List.of(new IncrementModel(first, first), new IncrementModel(Long.MAX_VALUE, further));
    }

    private List<IncrementModel> groups(final YamlValue list) {
        final List<IncrementModel> groups = new ArrayList<>();
        long reached = 0;
        for (final YamlValue item : scope.values.list(list)) {
            if (reached == Long.MAX_VALUE) {
                scope.problems.error(
                        item, "this group is never reached: the one before it has no 'up-to'", "up-to: ...");
            }
            groups.add(group(item, reached));
            reached = groups.get(groups.size() - 1).upTo();
        }
        if (reached != Long.MAX_VALUE) {
            scope.problems.error(
                    list, "the last group of increments must be open", "a last group {size: ...} without 'up-to'");
        }
        return groups;
    }

    private IncrementModel group(final YamlValue item, final long reached) {
        final YamlMap map = new YamlMap(item, "a group of increments", scope.problems);
        final Optional<YamlValue> bound = map.take("up-to");
        final long upTo =
                bound.map(value -> size(value, scope.values.text(value))).orElse(Long.MAX_VALUE);
        final Optional<YamlValue> sizeText = map.require("size", "6 s");
        final long size =
                sizeText.map(value -> size(value, scope.values.text(value))).orElse(1L);
        map.close();
        if (bound.isPresent() && upTo <= reached) {
            scope.problems.error(
                    bound.get(),
                    "the group ends at " + text(upTo) + " but the one before it at " + text(reached),
                    "each group ends above the one before");
        } else if (bound.isPresent() && sizeText.isPresent() && (upTo - reached) % size != 0) {
            scope.problems.error(
                    sizeText.get(),
                    text(upTo - reached) + " is no multiple of the increment " + text(size),
                    "a size that fills the group");
        }
        return new IncrementModel(upTo, size);
    }

    /** A bare number of a time is seconds, as carriers write it. */
    private long size(final YamlValue at, final String text) {
        final boolean bareTime = measure.dimension() == Dimension.TIME && text.matches("-?\\d+(\\.\\d+)?");
        final int before = scope.problems.errors();
        final long size = scope.values.quantity(at, bareTime ? text + " s" : text, measure);
        if (size == 0 && scope.problems.errors() == before) {
            scope.problems.error(at, "increment '" + text + "' is not more than zero", "for example 60/60");
        }
        return Math.max(1, size);
    }

    private String text(final long base) {
        return Quantities.format(base, measure);
    }
}
