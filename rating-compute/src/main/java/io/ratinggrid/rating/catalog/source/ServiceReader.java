package io.ratinggrid.rating.catalog.source;

import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.quantity.Measure;

/** Section {@code services}: what is metered, and in which unit. */
final class ServiceReader {
    static final int MOST_DECIMALS = 9;

    private final Scope scope;

    ServiceReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final YamlMap map = new YamlMap(entry.value(), "service '" + entry.name() + "'", scope.problems);
        final String unit = map.require("unit", "second").map(this::unit).orElse("");
        final int decimals = map.take("decimals")
                .map(value -> scope.values.integer(value, 0, MOST_DECIMALS))
                .orElse(0);
        final Measure measure = Measure.ofUnit(unit, decimals);
        map.take("decimals")
                .filter(value -> decimals > 0 && measure.dimension() != Dimension.COUNT)
                .ifPresent(value -> scope.problems.error(
                        value,
                        "'decimals' is for units that are counted, not for " + measure.counts(),
                        "leave it out"));
        map.close();
        if (scope.problems.errors() == before) {
            scope.services.put(
                    entry.name(), new ServiceModel(entry.name(), measure.dimension(), unit, measure.decimals()));
        }
    }

    private String unit(final YamlValue value) {
        return unit(value, scope);
    }

    /** A word that a unit can have: letters and hyphens, so that {@code 10 trips} can be read. */
    static String unit(final YamlValue value, final Scope scope) {
        final String unit = scope.values.text(value);
        if (!unit.matches("\\p{L}[\\p{L}-]{0,31}")) {
            scope.problems.error(
                    value, "'" + unit + "' is no unit", "one word of letters and hyphens, for example message");
        } else if (unit.matches("[KkMGT]|KB|[KMGT]b")) {
            scope.problems.error(value, "'" + unit + "' can mean several units", "for example octet, kB or KiB");
        }
        return unit;
    }
}
