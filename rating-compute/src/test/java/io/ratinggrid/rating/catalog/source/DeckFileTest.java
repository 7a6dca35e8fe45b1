package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PriceModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeckFileTest {
    private static final PriceModel FIVE_CENTS = new PriceModel(new BigDecimal("0.05"), new BigDecimal(60_000));

    @TempDir
    Path directory;

    private Mistakes deck(final String settings, final String csv) {
        return Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}, sms: {unit: message}}
                decks: {retail: {file: retail.csv%s}}
                tariffs: {standard: {charges: {calls: {service: voice, deck: retail}}}}
                plans: {mobile: {tariffs: [standard]}}
                """
                                .formatted(settings))
                .file("retail.csv", csv);
    }

    private List<DeckRow> rows(final String settings, final String csv) {
        deck(settings, csv);
        final CatalogLoad load = CatalogSource.load(directory);
        assertEquals(List.of(), load.problems());
        return load.versions().get(0).decks().get(0).rows();
    }

    @Test
    void shouldReadOurOwnColumns() {
        assertEquals(
                List.of(new DeckRow(
                        "4478",
                        "UK, mobile",
                        FIVE_CENTS,
                        60_000,
                        6_000,
                        new BigDecimal("0.01"),
                        2,
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2026-06-30T23:00:00Z")))),
                rows(
                        "",
                        """
                        prefix,destination,rate,rate_unit,initial_increment,increment,connect_fee,effective,end,weight
                        4478,"UK, mobile",0.05,minute,60,6,0.01,2026-01-01,2026-07-01,2
                        """));
    }

    @Test
    void shouldReadACarriersForm() {
        final List<DeckRow> rows = rows(
                ", decimal: comma, date-format: dd.MM.yyyy, end-date: last-day, ignore: [Comment]",
                """
                Rates of ACME Telecom;;;;;;
                ;;;;;;
                Destination Name;Dial Code;Rate/Min;Billing Increment;Effective Date;Valid To;Comment
                UK mobile;+4478|4479;0,05;60/6;01.01.2026;30.06.2026;new
                UK fixed;44780-44785, 4420;0,05;1/1;;;
                """);
        assertEquals(
                "4478 4479 44780 44781 44782 44783 44784 44785 4420",
                rows.stream().map(DeckRow::prefix).collect(Collectors.joining(" ")));
        assertEquals(
                new DeckRow(
                        "4479",
                        "UK mobile",
                        FIVE_CENTS,
                        60_000,
                        6_000,
                        BigDecimal.ZERO,
                        0,
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2026-06-30T23:00:00Z"))),
                rows.get(1));
    }

    @Test
    void shouldSkipBlankRowsAndReadNamesOfMonthsAndBothIncrementsInOne() {
        final DeckRow row = rows(
                        ", date-format: dd-MMM-yyyy",
                        """
                Code,Price,Initial Increment,Valid From
                44,0.05,60/6,02-Jan-2026
                ,,,

                """)
                .get(0);
        assertEquals(Optional.of(Instant.parse("2026-01-02T00:00:00Z")), row.from());
        assertEquals(60_000, row.initialIncrement());
        assertEquals(6_000, row.furtherIncrement());
    }

    @Test
    void shouldReadColumnsThatTheSettingsName() {
        assertEquals(
                List.of("4478"),
                rows(", columns: {prefix: Kennzahl, rate: Preis}", "Kennzahl,Preis\n4478,0.05\n").stream()
                        .map(DeckRow::prefix)
                        .toList());
    }

    @Test
    void shouldPutCountryCodesBeforeAreaCodes() {
        assertEquals(
                List.of("4420", "44161", "44162"),
                rows("", "Country Code,Area Code,Price\n44,20,0.05\n44,161-162,0.05\n").stream()
                        .map(DeckRow::prefix)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            44780-44785,      44780 44781 44782 44783 44784 44785
            44780-5,          44780 44781 44782 44783 44784 44785
            4470-4479,        447
            44700-44829,      447 4480 4481 4482
            100-599,          1 2 3 4 5
            1-3,              1 2 3
            +1-3,             1 2 3
            9-5,              ''
            44-4477,          ''
            """)
    void shouldExpandRangesToTheFewestPrefixes(final String range, final String prefixes) {
        assertEquals(prefixes, String.join(" ", Prefixes.expand("", range)));
    }

    @Test
    void shouldReportEveryBadRow() {
        deck(
                        "",
                        """
                prefix,destination,rate,increment,connect_fee,effective,end,weight
                §4x78,UK,0.05,,,,,
                §12345678901234567,UK,0.05,,,,,
                4478,"UK, mobile",§cheap,,,,,
                4479,UK,§-0.05,,,,,
                4480,UK,§"0,05",,,,,
                4481,UK,§,,,,,
                4482,UK,0.05,§0,,,,
                4483,UK,0.05,60/§ten,,,,
                4484,UK,0.05,60,§x,,,
                4485,UK,0.05,60,§0.0000001,,,
                4486,UK,0.05,60,,§soon,,
                4487,UK,0.05,60,,2026-02-01,§2026-01-01,
                4488,UK,0.05,60,,,,§heavy
                4489,UK,0.05,60,,,,1,§more
                4490,UK,§0.0000000001,60,,,,
                4491,UK,0.05,60,,2026-01-01,,
                §4491,UK,0.06,60,,2026-01-01,,
                §,UK,0.06,60,,2026-01-01,,
                """
                                .replace("60/§ten", "§60/ten"))
                .are(
                        "'4x78' is no prefix; digits only; did you mean '478'?",
                        "'12345678901234567' is no prefix; 0 to 15 digits",
                        "'cheap' is no amount; a plain decimal number, for example 0.0125",
                        "rate '-0.05' is negative; zero or more",
                        "'0,05' is no amount; decimal: comma in the deck's settings",
                        "there is no rate; a plain decimal number, for example 0.0125",
                        "increment '0' is not possible; above zero, at most a day",
                        "'ten' is not a quantity; a number and a unit of time, for example 60 s",
                        "'x' is no amount; a plain decimal number, for example 0.0125",
                        "connect_fee '0.0000001' has more than 6 decimals; at most 6 for EUR",
                        "'soon' is no date; 2026-01-31, or say how in the deck's date-format",
                        "the row ends before it starts; an end after 2026-02-01",
                        "'heavy' is no weight; a whole number",
                        "the row is longer than the header; quotes around a text with commas",
                        "rate '0.0000000001' has more than 9 decimals; set the price for a larger quantity, for example"
                                + " 0.10 / GB",
                        "prefix '4491' is already at line 17 with the same weight and effective date; another weight or"
                                + " effective date, or one row",
                        "'' is no prefix; 0 to 15 digits");
    }

    @Test
    void shouldReportPositionsBehindFieldsOfSeveralLines() {
        deck("", "prefix,destination,rate\r\n44,\"two\nlines, \"\"quoted\"\"\",§x\r\n45,UK,§y\r\n")
                .are(
                        "'x' is no amount; a plain decimal number, for example 0.0125",
                        "'y' is no amount; a plain decimal number, for example 0.0125");
    }

    @Test
    void shouldReportAFileWithoutAHeader() {
        deck("", "§4478,0.05\n")
                .are("there is no header row with the columns prefix, rate; the first row has 4478, 0.05");
    }

    @Test
    void shouldWarnOfColumnsThatAreNotRead() {
        deck("", "prefix,rate,§efective,§Remark\n4478,0.05,2026-01-01,x\n")
                .areWarnings(
                        "column 'efective' is not read; did you mean 'effective'?",
                        "column 'Remark' is not read; list it under 'ignore'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            per: §parsec                        => no service counts 'parsec'; one of second, message
            per: minute, delimiter: §dot        => 'dot' is not possible here; one of auto, comma, pipe, semicolon, tab
            per: minute, encoding: §ebcdic      => 'ebcdic' is not possible here; one of iso-8859-1, utf-16, utf-8, windows-1252
            per: minute, date-format: §bb       => 'bb' is no date format; for example dd/MM/yyyy
            per: minute, columns: {§prefx: Code} => a deck has no column 'prefx'; did you mean 'prefix'?
            """)
    void shouldReportSettings(final String settings, final String message) {
        deck(", " + settings, "prefix,rate\n44,0.05\n").are(message);
    }

    @Test
    void shouldReportADeckForAnotherUnit() {
        Mistakes.in(
                        directory,
                        """
                services: {voice: {unit: second}, sms: {unit: message}}
                decks: {texts: {file: texts.csv, per: message}}
                tariffs: {standard: {charges: {calls: {service: voice, deck: §texts}, sent: {service: sms, deck: texts}}}}
                plans: {mobile: {tariffs: [standard]}}
                """)
                .file("texts.csv", "prefix,rate\n44,0.05\n")
                .are("deck 'texts' has rates for message, the service counts time; per: second in the deck");
    }

    @Test
    void shouldLoadALargeDeckInSeconds() {
        final int count = 400_000;
        final StringBuilder csv = new StringBuilder("prefix,destination,rate,increment,effective\n");
        for (int i = 0; i < count; i++) {
            csv.append(1_000_000 + i * 7)
                    .append(",Destination ")
                    .append(i % 3_000)
                    .append(",0.")
                    .append(1_000 + i % 9_000)
                    .append(",60/6,2026-01-01\n");
        }
        deck("", csv.toString());
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final long start = threads.getCurrentThreadCpuTime();
        final CatalogLoad load = CatalogSource.load(directory);
        final long cpuMs = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
        System.out.println("rows=" + count + " loadCpuMs=" + cpuMs);
        assertEquals(List.of(), load.problems());
        assertEquals(count, load.versions().get(0).decks().get(0).rows().size());
        assertTrue(cpuMs < 10_000, () -> "cpuMs=" + cpuMs);
    }

    @Test
    void shouldRefuseARowThatClosesItsPrefix() {
        deck("", "prefix,rate,status\n44,0.05,active\n4478,0.04,unchanged\n4479,,§Terminated\n4477,0.03,§closed\n")
                .are(
                        "the row closes its prefix and has no price; an end date in the row that it ends; or an import, which puts it there",
                        "the row closes its prefix and has no price; an end date in the row that it ends; or an import, which puts it there");
    }

    @Test
    void shouldWarnOnceOfAChangeThatItDoesNotKnow() {
        deck("", "prefix,rate,change\n44,0.05,§Ported\n4478,0.04,Ported\n4479,0.03,+5 %\n")
                .areWarnings("'Ported' is no change that is known, its rows count as prices; closed, deleted,"
                        + " discontinued, withdrawn; or new, changed, unchanged, increase, decrease");
    }

    @Test
    void shouldRefuseADayThatDoesNotExist() {
        final Mistakes deck =
                deck(", date-format: dd/MM/yyyy", "prefix,rate,effective\n44,0.05,28/02/2026\n45,0.05,§31/02/2026\n");
        assertTrue(CatalogSource.load(directory).versions().isEmpty());
        deck.are("'31/02/2026' is no date; as the deck's date-format says, or 2026-01-31");
    }
}
