package io.ratinggrid.rating.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;

/** Dates that exist are read, others are not made to exist. */
final class StrictDatesTest {
    @Test
    void shouldReadDatesThatExist() {
        assertEquals(LocalDate.of(2024, 2, 29), LocalDate.parse("29/02/2024", StrictDates.pattern("dd/MM/yyyy")));
        assertEquals(LocalDate.of(2026, 1, 2), LocalDate.parse("2-Jan-26", StrictDates.pattern("d-MMM-yy")));
        assertEquals(
                LocalDateTime.of(2026, 6, 1, 13, 5),
                LocalDateTime.parse("day 1.6.2026 01:05 PM", StrictDates.pattern("'day' d.M.yyyy hh:mm a")));
    }

    @Test
    void shouldRefuseOthers() {
        for (final String none : new String[] {"31/02/2026", "29/02/2026", "31/04/2026", "00/01/2026", "1/1/2026"}) {
            assertThrows(DateTimeException.class, () -> LocalDate.parse(none, StrictDates.pattern("dd/MM/yyyy")), none);
        }
    }
}
