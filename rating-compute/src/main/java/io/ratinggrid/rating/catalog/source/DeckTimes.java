package io.ratinggrid.rating.catalog.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the effective and end times of a deck's rows. */
final class DeckTimes {
    private final DeckFormat format;
    private final Problems problems;
    private final Map<String, Instant> times = new HashMap<>();

    DeckTimes(final DeckFormat format, final Problems problems) {
        this.format = format;
        this.problems = problems;
    }

    Optional<Instant> start(final CsvColumns.Row row) {
        return time(row, "effective");
    }

    private Optional<Instant> time(final CsvColumns.Row row, final String column) {
        final String text = row.text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        final Instant known = times.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        final Optional<Instant> time = localDate(text)
                .map(date -> date.atStartOfDay(format.timeZone()).toInstant())
                .or(() -> Times.instant(text, format.timeZone()));
        time.ifPresentOrElse(
                value -> times.put(text, value),
                () -> problems.error(
                        row.position(column),
                        "'" + text + "' is no date",
                        format.dateFormat().isPresent()
                                ? "as the deck's date-format says, or 2026-01-31"
                                : "2026-01-31, or say how in the deck's date-format"));
        return time;
    }

    /** An end date is the first day after, or the last day as the deck's settings say; a time is a time. */
    Optional<Instant> end(final CsvColumns.Row row) {
        final Optional<Instant> end = time(row, "end");
        if (end.isEmpty() || !format.endsInclusive()) {
            return end;
        }
        final Optional<LocalDate> day = localDate(row.text("end"));
        return day.isEmpty()
                ? end
                : day.map(
                        date -> date.plusDays(1).atStartOfDay(format.timeZone()).toInstant());
    }

    private Optional<LocalDate> localDate(final String text) {
        final Optional<LocalDate> iso = Times.date(text);
        if (iso.isPresent() || format.dateFormat().isEmpty()) {
            return iso;
        }
        try {
            return Times.date(LocalDate.parse(text, format.dateFormat().get()).toString());
        } catch (final DateTimeException e) {
            return Optional.empty();
        }
    }
}
