package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.catalog.BillCycle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bill cycles of accounts that are opened on Thursday, 15 October 2026 in Auckland, which is the 14th in UTC. */
class CycleFieldsTest {
    private final LineReader reader = LineReader.ofAccounts();

    private int rule(final String members) throws InvalidRecordException {
        final String line =
                "{\"account\":\"a\",\"at\":\"2026-10-14T12:00:00Z\",\"timezone\":\"Pacific/Auckland\"" + members + "}";
        return reader.read(line).cycleRule;
    }

    @Test
    void shouldReadDaysOfTheMonth() throws InvalidRecordException {
        assertEquals(1, rule(""));
        assertEquals(31, rule(",\"cycle-day\":31"));
        assertEquals(7, rule(",\"cycle-day\":\"7\""));
        assertEquals(15, rule(",\"cycle-day\":\"anniversary\""));
    }

    @Test
    void shouldReadWeeksAndNumbersOfDays() throws InvalidRecordException {
        assertEquals(BillCycle.rule(7, LocalDate.parse("2026-10-12")), rule(",\"cycle-day\":\"mon\""));
        assertEquals(BillCycle.rule(7, LocalDate.parse("2026-10-15")), rule(",\"cycle-day\":\"thu\""));
        assertEquals(BillCycle.rule(7, LocalDate.parse("2026-10-11")), rule(",\"cycle-day\":\"sun\""));
        assertEquals(BillCycle.rule(10, LocalDate.parse("2026-10-15")), rule(",\"cycle-days\":10"));
        assertEquals(
                BillCycle.rule(255, LocalDate.parse("2026-01-03")),
                rule(",\"cycle-days\":255,\"cycle-from\":\"2026-01-03\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "cycle-day":32                            | field cycle-day '32' is no day of a month or week; 1 to 31, mon to sun, or anniversary
            "cycle-day":"monday"                      | field cycle-day 'monday' is no day of a month or week; 1 to 31, mon to sun, or anniversary
            "cycle-days":256                          | field cycle-days '256' is no number of days; a whole number from 1 to 255
            "cycle-days":0                            | field cycle-days '0' is no number of days; a whole number from 1 to 255
            "cycle-days":7,"cycle-from":"1 June"      | field cycle-from '1 June' is no date; a local date such as 2026-06-01
            "cycle-from":"2026-06-01"                 | field cycle-from '2026-06-01' is of cycles that are counted in days; cycle-days beside it
            "cycle-days":7,"cycle-day":1              | field cycle-day '1' is given beside cycle-days; one of them
            """)
    void shouldRejectWhatIsNoCycle(final String members, final String message) {
        final InvalidRecordException wrong = assertThrows(InvalidRecordException.class, () -> rule("," + members));
        assertEquals(message, wrong.sentence());
    }
}
