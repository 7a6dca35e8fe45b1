package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes a catalog with mistakes. The sign § stands before each place that a message must name by file, line and column;
 * it is not written. Messages are given in the order of their places.
 */
final class Mistakes {
    static final String HEADER =
            """
            ratinggrid: 1
            version: "2026-01"
            effective: 2026-01-01
            currency: EUR
            timezone: Europe/London
            """;
    private static final String AROUND_CHARGES =
            """
            services: {voice: {unit: second}, data: {unit: octet}, sms: {unit: message}, energy: {unit: kWh, decimals: 3}}
            zones: {domestic: ["44"], international: [""]}
            bands:
              day-night: {otherwise: night, rules: [{band: day, days: [mon-fri], from: "08:00", to: "20:00"}]}
            buckets:
              minutes: {unit: minute, services: {voice: 1}, zones: [domestic, international]}
              main: {money: true, services: [sms]}
            plans: {mobile: {tariffs: [standard]}}
            tariffs:
              standard:
                charges:
            """;

    private final Path directory;
    private final TreeMap<String, String> files = new TreeMap<>();

    Mistakes(final Path directory) {
        this.directory = directory;
    }

    /** A catalog with the usual head and this body. */
    static Mistakes in(final Path directory, final String body) {
        return new Mistakes(directory).file("catalog.yaml", HEADER + body);
    }

    /** A catalog with everything that a charge may refer to, and these charges of one tariff. */
    static Mistakes inCharges(final Path directory, final String charges) {
        return in(directory, AROUND_CHARGES + charges.indent(6));
    }

    /** Writes a file with lines of at least the given text. */
    Mistakes file(final String name, final String text) {
        files.put(name, text);
        try {
            final Path path = directory.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text.replace("§", ""));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** There are these errors at the marked places, and no others. */
    void are(final String... messages) {
        assertReported(Severity.ERROR, messages);
    }

    /** There are these warnings at the marked places, no others, and no error. */
    void areWarnings(final String... messages) {
        assertReported(Severity.WARNING, messages);
        assertTrue(CatalogSource.load(directory).ok());
    }

    private void assertReported(final Severity severity, final String... messages) {
        final List<String> places = places();
        final List<String> expected = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            final String at = i < places.size() ? places.get(i) : "(no mark)";
            expected.add(at + ": " + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + messages[i]);
        }
        final CatalogLoad load = CatalogSource.load(directory);
        final List<String> found = load.problems().stream()
                .filter(problem -> problem.severity() == severity)
                .map(Problem::toString)
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", found));
        assertEquals(severity == Severity.ERROR, load.versions().isEmpty(), "never half loaded");
    }

    private List<String> places() {
        final List<String> places = new ArrayList<>();
        files.forEach((name, text) -> {
            final String[] lines = text.split("\n", -1);
            for (int line = 0; line < lines.length; line++) {
                int marks = 0;
                for (int at = lines[line].indexOf('§'); at >= 0; at = lines[line].indexOf('§', at + 1)) {
                    places.add(name + ":" + (line + 1) + ":" + (at + 1 - marks++));
                }
            }
        });
        return places;
    }
}
