package io.ratinggrid.rating.catalog.source;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.HolidayModel;

/** Section {@code holidays}: named lists of local dates. */
final class HolidayReader {
    private final Scope scope;

    HolidayReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final Set<LocalDate> dates = new LinkedHashSet<>();
        for (final YamlValue item : scope.values.list(entry.value())) {
            scope.values
                    .date(item)
                    .filter(date -> !dates.add(date))
                    .ifPresent(
                            date -> scope.problems.error(item, "holiday " + date + " is written twice", "remove one"));
        }
        if (scope.problems.errors() == before) {
            scope.holidays.put(entry.name(), new HolidayModel(entry.name(), List.copyOf(dates)));
        }
    }
}
