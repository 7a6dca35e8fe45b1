package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of files as a whole: what is no YAML, includes, anchors, repeated names, the head. */
class FileMistakesTest {
    @TempDir
    Path directory;

    @Test
    void shouldPrintFileLineColumnSeverityWhatIsWrongAndWhatIsRight() {
        new Mistakes(directory)
                .file("catalog.yaml", Mistakes.HEADER + "include: [plans.yaml]\nservices: {voice: {unit: second}}\n")
                .file(
                        "plans.yaml",
                        "zones:\n  domestic: [\"44\"]\nbuckets:\n  all: {money: true, zones: [domestik]}\n");
        assertEquals(
                List.of("plans.yaml:4:30: error: zone 'domestik' is not defined; did you mean 'domestic'?"),
                CatalogSource.load(directory).problems().stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .map(Problem::toString)
                        .toList());
    }

    @Test
    void shouldReportTheHead() {
        new Mistakes(directory)
                .file(
                        "catalog.yaml",
                        """
                ratinggrid: §2
                version: §[]
                effective: §tomorrow
                currency: §EURO
                timezone: §Europe/Lundon
                §service: {}
                """)
                .are(
                        "'2' is no such number; a whole number from 1 to 1",
                        "a single value is expected, not a list",
                        "'tomorrow' is no time between 1970 and 2200; for example 2026-01-01, 2026-01-01T08:00 or"
                                + " 2026-01-01T08:00:00Z",
                        "'EURO' is no currency; an ISO 4217 code, for example EUR",
                        "time zone 'Europe/Lundon' is not known; did you mean 'Europe/London'?",
                        "'service' is no key of a catalog; did you mean 'services'?");
    }

    @Test
    void shouldReportWhatTheHeadLacks() {
        new Mistakes(directory)
                .file("catalog.yaml", "§§§§§services: {}\n")
                .are(
                        "a catalog needs 'ratinggrid'; for example ratinggrid: 1",
                        "a catalog needs 'version'; for example version: \"2026-01\"",
                        "a catalog needs 'currency'; for example currency: EUR",
                        "a catalog needs 'timezone'; for example timezone: Europe/London",
                        "a catalog needs 'effective'; for example effective: 2026-01-01");
    }

    @Test
    void shouldReportWhatIsNoYaml() {
        new Mistakes(directory)
                .file("catalog.yaml", "ratinggrid: 1\nzones: {home: [\"44\"\n§plans: {}\n")
                .are("not YAML: expected ',' or ']', but got <scalar> while parsing a flow sequence");
    }

    @Test
    void shouldReportAnEmptyFile() {
        new Mistakes(directory).file("catalog.yaml", "§").are("the file is empty");
    }

    @Test
    void shouldReportADirectoryWithoutACatalog() {
        final List<Problem> problems = CatalogSource.load(directory).problems();
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).message().startsWith("there is no catalog.yaml in "));
    }

    @Test
    void shouldReportAVersionThatIsNotRead() {
        Mistakes.in(directory, "")
                .file("june/catalog.yaml", "§")
                .file("tests/a.yml", "§")
                .are(
                        "this version is not read, for the directory has a catalog.yaml of its own; one of both",
                        "the file is not read; a name that ends in .yaml");
    }

    @Test
    void shouldReportAVersionOfAnotherName() {
        new Mistakes(directory)
                .file("june/catalog.yml", "§")
                .file("may/catalog.yaml", Mistakes.HEADER)
                .are("the file is not read; the name catalog.yaml");
    }

    @Test
    void shouldReportOctetsThatAreNoText() throws IOException {
        Files.write(directory.resolve("catalog.yaml"), new byte[] {'a', ':', '\n', 'b', (byte) 0xff});
        assertEquals(
                "[catalog.yaml:2:2: error: not a text in UTF-8; save the file as UTF-8]",
                CatalogSource.load(directory).problems().toString());
    }

    @Test
    void shouldReadCharactersOutsideTheBasicPlaneAnywhere() {
        for (int before = 1_000; before < 1_060; before++) {
            Mistakes.in(directory, "# " + "x".repeat(before - Mistakes.HEADER.length()) + "💶💶 = money\n")
                    .areWarnings();
        }
    }

    @Test
    void shouldReportNamesDefinedTwiceAcrossFiles() {
        Mistakes.in(directory, "include: [more.yaml, §gone.yaml]\nservices: {voice: {unit: second}}\n")
                .file("more.yaml", "services: {§voice: {unit: second}, sms: {unit: message}, §sms: {unit: message}}\n")
                .are(
                        "there is no file 'gone.yaml'; a path relative to catalog.yaml",
                        "service 'voice' is defined twice; it is already at catalog.yaml:7:12",
                        "'sms' is written twice; it is already at line 1");
    }

    @Test
    void shouldReportAHeadInAnIncludedFile() {
        Mistakes.in(directory, "include: [more.yaml]\n")
                .file("more.yaml", "§currency: USD\n")
                .are(
                        "'currency' is no key of an included file; one of services, zones, holidays, bands, decks, buckets,"
                                + " tariffs, plans");
    }

    @Test
    void shouldFollowAnchors() {
        Mistakes.inCharges(
                        directory,
                        """
                calls: {service: voice, when: {zone: domestic}, increments: &groups [{up-to: 60 s, size: 60 s}, {size: 6 s}],
                  price: &price 0.05 / minute, bands: day-night}
                more: {service: voice, when: {zone: international}, increments: *groups, price: *price}
                """)
                .areWarnings();
    }

    @Test
    void shouldReportAnAnchorInsideItself() {
        Mistakes.in(directory, "")
                .file("catalog.yaml", "§zones: &z\n  home: *z\n")
                .are("more than 1000000 values once aliases are followed, or an alias inside its own anchor");
    }

    @Test
    void shouldReportAliasesThatMultiply() {
        final StringBuilder bomb = new StringBuilder("§a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 8; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        new Mistakes(directory)
                .file("catalog.yaml", bomb.toString())
                .are("more than 1000000 values once aliases are followed, or an alias inside its own anchor");
    }

    @Test
    void shouldReportWhatIsNestedTooDeep() {
        new Mistakes(directory)
                .file("catalog.yaml", "zones: " + "[".repeat(39) + "§" + "[".repeat(100_000))
                .are("nested deeper than 40 levels; flatten it");
    }
}
