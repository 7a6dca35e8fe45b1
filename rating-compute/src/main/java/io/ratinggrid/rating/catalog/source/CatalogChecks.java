package io.ratinggrid.rating.catalog.source;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Checks a version as a whole, after all of it was read. */
final class CatalogChecks {
    private final Scope scope;

    CatalogChecks(final Scope scope) {
        this.scope = scope;
    }

    void check() {
        checkFallbacks();
        scope.zones.warnUnused("charge or bucket");
        scope.holidays.warnUnused("band calendar");
        scope.bandCalendars.warnUnused("charge");
        scope.decks.warnUnused("charge");
        scope.tariffs.warnUnused("plan or fallback");
    }

    /** Each circle of fallbacks is reported once, where it is entered first. */
    private void checkFallbacks() {
        final Set<String> done = new HashSet<>();
        for (final String start : scope.fallbacks.keySet()) {
            final Set<String> path = new LinkedHashSet<>();
            String tariff = start;
            while (tariff != null && !done.contains(tariff) && path.add(tariff)) {
                final YamlValue next = scope.fallbacks.get(tariff);
                tariff = next == null ? null : next.text();
            }
            if (tariff != null && path.contains(tariff)) {
                reportCircle(tariff, path);
            }
            done.addAll(path);
        }
    }

    private void reportCircle(final String entered, final Set<String> path) {
        final StringBuilder circle = new StringBuilder();
        boolean inside = false;
        for (final String tariff : path) {
            inside |= tariff.equals(entered);
            circle.append(inside ? tariff + " -> " : "");
        }
        scope.problems.error(
                scope.fallbacks.get(entered),
                "fallback in a circle: " + circle + entered,
                "a tariff without fallback at the end");
    }
}
