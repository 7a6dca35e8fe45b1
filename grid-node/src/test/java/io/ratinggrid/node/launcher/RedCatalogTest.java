package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.ratinggrid.node.samples.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A catalog whose own tests fail is refused by every verb, in the same words. */
class RedCatalogTest {
    @TempDir
    private Path directory;

    private Path catalog;

    @BeforeEach
    void spoil() throws IOException {
        catalog = Samples.unpack("carrier", directory);
        final Path tests = catalog.resolve("tests/plans.yaml");
        Files.writeString(tests, Files.readString(tests).replace("{Domestic calls: 0.24}", "{Domestic calls: 0.25}"));
    }

    @Test
    void shouldBeRefusedByEveryVerb() {
        final Path data = directory.resolve("data");
        assertRefused(Cli.run("catalog", "check", catalog));
        assertRefused(Cli.run("rate", "--catalog", catalog, "--out", directory.resolve("out")));
        assertRefused(Cli.run("cost", "--catalog", catalog, "--to", "+447700900123", "--for", "3m"));
        assertRefused(Cli.run("standalone", "--catalog", catalog, "--data", data));
        assertFalse(Files.exists(data), "the grid was made all the same");
    }

    @Test
    void shouldSayThatATestHasNoAccount() throws IOException {
        final Path tests = catalog.resolve("tests/plans.yaml");
        Files.writeString(tests, Files.readString(tests).replace("2026-06-03T18:59:30", "2206-06-03T18:59:30"));
        final Cli.Result result = Cli.run("catalog", "check", catalog);
        assertEquals(1, result.status());
        assertTrue(result.err().contains("its account could not be opened"), result.err());
        assertTrue(result.err().contains("'2206-06-03T18:59:30+01:00' is no plausible time"), result.err());
    }

    @Test
    void shouldSayThatAnExpectationIsNoAmount() throws IOException {
        final Path tests = catalog.resolve("tests/plans.yaml");
        for (final String wrong : new String[] {"soon", "0.24 XAF", "[0.24]"}) {
            Files.writeString(
                    tests,
                    Files.readString(tests).replaceAll("\\{Domestic calls: .*?}", "{Domestic calls: " + wrong + "}"));
            final Cli.Result result = Cli.run("catalog", "check", catalog);
            assertEquals(1, result.status());
            assertTrue(result.err().contains("is no amount in "), result.err());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            lines: {Domestic calls: 0.24, Domestc calls: 0} | line 'Domestc calls' is not in the catalog; did you mean 'Domestic calls'?
            charges: {payg-dta: 0}                          | charge 'payg-dta' is not in the catalog; did you mean 'payg-data'?
            buckets: {minuts: 0}                            | bucket 'minuts' is not in the catalog; did you mean 'minutes'?
            """)
    void shouldSayThatAnExpectedNameIsNotInTheCatalog(final String expected, final String said) throws IOException {
        final Path tests = catalog.resolve("tests/plans.yaml");
        Files.writeString(tests, Files.readString(tests).replace("lines: {Domestic calls: 0.25}", expected));
        final Cli.Result result = Cli.run("catalog", "check", catalog);
        assertEquals(1, result.status());
        assertTrue(result.err().contains("test 'a call over the end of the day': " + said), result.err());
    }

    private void assertRefused(final Cli.Result result) {
        assertEquals(1, result.status());
        assertEquals("", result.out());
        assertEquals(
                catalog.resolve("tests/plans.yaml")
                        + ":9:29: error: test 'a call over the end of the day': line 'Domestic calls' is 0.24, expected 0.25",
                result.err().lines().findFirst().orElse(""));
        assertTrue(
                result.err()
                        .endsWith("ratinggrid: catalog " + catalog + " fails 1 of its 11 tests and is not loaded\n"),
                result.err());
    }
}
