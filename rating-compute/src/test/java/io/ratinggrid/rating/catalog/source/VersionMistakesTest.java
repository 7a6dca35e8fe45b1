package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionMistakesTest {
    @TempDir
    Path directory;

    private static String version(final String name, final String effective, final String rest) {
        return "ratinggrid: 1\nversion: " + name + "\neffective: " + effective
                + "\ncurrency: EUR\ntimezone: Europe/London\n" + rest;
    }

    @Test
    void shouldSortVersionsByEffectiveTime() {
        new Mistakes(directory)
                .file("a/catalog.yaml", version("summer", "2026-06-01", ""))
                .file("b/catalog.yaml", version("spring", "2026-03-01T00:00:00+02:00", ""))
                .file("notes/readme.txt", "no version");
        assertEquals(
                List.of("spring", "summer"),
                CatalogSource.load(directory).versions().stream()
                        .map(CatalogModel::version)
                        .toList());
    }

    @Test
    void shouldReportVersionsThatCannotBeToldApart() {
        new Mistakes(directory)
                .file("a/catalog.yaml", version("summer", "2026-06-01T00:00:00+01:00", ""))
                .file("b/catalog.yaml", version("§summer", "§2026-06-01", ""))
                .are(
                        "version 'summer' is already at a/catalog.yaml:2:10; another name",
                        "version 'summer' is effective at the same time, at a/catalog.yaml:3:12; another time");
    }

    @Test
    void shouldReportNamesThatChangeTheirUnit() {
        final String before =
                """
                services: {voice: {unit: second}, energy: {unit: kWh, decimals: 3}}
                buckets: {gift: {unit: minute, services: [voice]}}
                """;
        final String after =
                """
                services: {voice: {unit: minute}, §energy: {unit: kWh, decimals: 2}}
                buckets: {§gift: {money: true}}
                """;
        new Mistakes(directory)
                .file("a/catalog.yaml", version("spring", "2026-03-01", before))
                .file("b/catalog.yaml", version("summer", "2026-06-01", after))
                .are(
                        "service 'energy' is counted in another unit or decimals than in version 'spring', where balances"
                                + " already count; the same unit, or another name",
                        "bucket 'gift' is counted in another unit or decimals than in version 'spring', where balances"
                                + " already count; the same unit, or another name");
    }

    @Test
    void shouldReportNamesWithOneSymbol() {
        final String[] names = namesOfOneSymbol();
        Mistakes.in(directory, "services: {" + names[0] + ": {unit: second}}\nzones: {§" + names[1] + ": [\"44\"]}\n")
                .are("name '" + names[1] + "' has the same symbol as '" + names[0]
                        + "' at catalog.yaml:6:12; rename one" + " of them");
    }

    private static String[] namesOfOneSymbol() {
        final Map<Integer, String> seen = new HashMap<>();
        for (int i = 0; ; i++) {
            final String name = "name-" + Integer.toString(i, 36);
            final String other = seen.putIfAbsent(Symbol.of(name), name);
            if (other != null) {
                return new String[] {other, name};
            }
        }
    }
}
