package io.ratinggrid.rating.catalog.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** Times as authors write them: with an offset, or local in a time zone (SEMANTICS.md 15). */
final class Times {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Times() {}

    /** Empty for what is no time between 1970 and 2200. */
    static Optional<Instant> instant(final String text, final ZoneId zone) {
        final String written = text.strip().replace(' ', 'T');
        return attempt(() -> OffsetDateTime.parse(written).toInstant())
                .or(() ->
                        attempt(() -> LocalDateTime.parse(written).atZone(zone).toInstant()))
                .or(() -> attempt(
                        () -> LocalDate.parse(written).atStartOfDay(zone).toInstant()))
                .filter(time -> !time.isBefore(FIRST) && time.isBefore(LAST));
    }

    static Optional<LocalDate> date(final String text) {
        return attempt(() -> LocalDate.parse(text.strip()))
                .filter(date -> date.getYear() >= 1970 && date.getYear() < 2200);
    }

    private static <T> Optional<T> attempt(final Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (final DateTimeException e) {
            return Optional.empty();
        }
    }
}
