package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.DeckRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeckImportTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path directory;

    @BeforeEach
    void writeTheCurrentDeck() {
        Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}}
                decks: {retail: {file: retail.csv}}
                tariffs: {standard: {charges: {calls: {service: voice, deck: retail}}}}
                plans: {mobile: {tariffs: [standard]}}
                """)
                .file(
                        "retail.csv",
                        """
                        prefix,destination,rate,effective
                        33,France,0.10,
                        44,UK,0.05,
                        4478,UK mobile,0.20,2026-01-01
                        49,Germany,0.07,
                        """);
    }

    private DeckImport importing(final String csv, final DeckImport.Mode mode) {
        new Mistakes(directory).file("new.csv", csv);
        return DeckImport.read(directory, "retail", directory.resolve("new.csv"), mode, MARCH);
    }

    private static String texts(final DeckImport deck) {
        return deck.rows().stream().map(DeckImportTest::text).collect(Collectors.joining("\n")) + "\n";
    }

    private static String text(final DeckRow row) {
        return row.prefix() + " " + row.price().amount().stripTrailingZeros() + " ["
                + day(row.from().map(Instant::toString).orElse("")) + ", "
                + day(row.until().map(Instant::toString).orElse("")) + ")";
    }

    private static String day(final String time) {
        return time.isEmpty() ? "" : time.substring(0, 10);
    }

    private static final String NEWS =
            """
            prefix,destination,rate,effective
            33,France,0.10,2020-01-01
            44,UK,0.06,2026-03-08
            4478,UK mobile,0.15,
            1,USA,0.02,
            """;

    @Test
    void shouldCountAndMergeADelta() {
        final DeckImport delta = importing(NEWS, DeckImport.Mode.DELTA);
        assertEquals(
                "1 added, 0 closed, 1 raised, 1 lowered, 0 altered, 1 unchanged",
                delta.changes().toString());
        assertEquals(
                """
                1 0.02 [2026-03-01, )
                33 0.1 [, )
                44 0.05 [, 2026-03-08)
                44 0.06 [2026-03-08, )
                4478 0.2 [2026-01-01, 2026-03-01)
                4478 0.15 [2026-03-01, )
                49 0.07 [, )
                """,
                texts(delta));
    }

    @Test
    void shouldCloseWhatAFullImportDoesNotName() {
        final DeckImport full = importing(NEWS, DeckImport.Mode.FULL);
        assertEquals(
                "1 added, 1 closed, 1 raised, 1 lowered, 0 altered, 1 unchanged",
                full.changes().toString());
        assertEquals("49 0.07 [, 2026-03-01)", text(full.rows().get(6)));
    }

    @Test
    void shouldCloseWhatADeltaSaysIsClosed() {
        final DeckImport delta = importing(
                """
                prefix,rate,effective,change
                44,,2026-03-20,Closed
                33,0.10,,Current
                """,
                DeckImport.Mode.DELTA);
        assertEquals(
                "0 added, 1 closed, 0 raised, 0 lowered, 1 altered, 0 unchanged",
                delta.changes().toString(),
                "33 loses its name");
        assertEquals("44 0.05 [, 2026-03-20)", text(delta.rows().get(2)));
    }

    @Test
    void shouldKeepAScheduledPriceThatAFullDeckRepeats() {
        final String csv =
                """
                prefix,destination,rate,effective
                33,France,0.10,
                44,UK,0.05,
                44,UK,0.06,2026-05-01
                4478,UK mobile,0.20,
                49,Germany,0.07,
                """;
        final DeckImport first = importing(csv, DeckImport.Mode.FULL);
        assertEquals(
                "0 added, 0 closed, 1 raised, 0 lowered, 0 altered, 4 unchanged",
                first.changes().toString());
    }

    @Test
    void shouldReadWhatItWrites() throws IOException {
        final DeckImport first = importing(NEWS, DeckImport.Mode.FULL);
        first.writeTo(directory.resolve("retail.csv"));
        final DeckImport again = importing(NEWS, DeckImport.Mode.FULL);
        assertEquals(
                "0 added, 0 closed, 0 raised, 0 lowered, 0 altered, 4 unchanged",
                again.changes().toString());
        assertEquals(texts(first), texts(again));
    }

    @Test
    void shouldReportMistakesAndMergeNothing() {
        final DeckImport bad = importing("prefix,rate\n44,cheap\n", DeckImport.Mode.DELTA);
        assertFalse(bad.ok());
        assertEquals(
                "[new.csv:2:4: error: 'cheap' is no amount; a plain decimal number, for example 0.0125]",
                bad.problems().toString());
        assertEquals(0, bad.rows().size());
        assertEquals(
                "[catalog.yaml:2:10: error: deck 'retale' is not defined in version '2026-01'; did you mean 'retail'?]",
                DeckImport.read(directory, "retale", directory.resolve("new.csv"), DeckImport.Mode.FULL, MARCH)
                        .problems()
                        .toString());
    }
}
