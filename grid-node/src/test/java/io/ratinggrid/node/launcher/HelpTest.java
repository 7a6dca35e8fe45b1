package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a user reads who has mistyped something, or asks for help. */
class HelpTest {
    private static final Path FIGURE = Path.of("../rating-compute/src/main/resources/samples/figure-2");

    @TempDir
    private Path directory;

    static Stream<CommandLine> verbs() {
        return RatingGrid.commandLine().getSubcommands().values().stream()
                .flatMap(verb ->
                        verb.getSubcommands().isEmpty() ? Stream.of(verb) : verb.getSubcommands().values().stream());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void shouldGiveAnExampleOfEachVerb(final CommandLine verb) {
        final String help = verb.getUsageMessage();
        assertTrue(help.contains("Example"), help);
        assertTrue(help.contains("  " + verb.getCommandSpec().qualifiedName() + " "), help);
    }

    @Test
    void shouldNameAllVerbsWithoutOne() {
        final String help = Cli.run().out();
        assertEquals(Cli.run("--help").out(), help);
        assertTrue(help.contains("Usage: ratinggrid [-hV] COMMAND"), help);
        assertTrue(help.contains("\n  suspense "), help);
    }

    @Test
    void shouldKnowTheVerbThatIsCalledAlone() {
        for (final String verb : RatingGrid.commandLine().getSubcommands().keySet()) {
            assertEquals(
                    Set.of(verb),
                    RatingGrid.commandLine(verb, "list").getSubcommands().keySet());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cost --service vioce --for 3m        | --service 'vioce' is not in the catalog; did you mean 'voice'?
                    cost --account acme --for 3m         | --account 'acme' needs the --accounts file that it is in
                    cost --plan nope --for 3m            | --plan 'nope': there is none: no plan, bucket or line of the catalog,
                    cost --for 3x                        | --for: unit 'x' is not known; one of ms,
                    cost                                 | Missing required option: '--for=QUANTITY'
                    rate --format xml --catalog C --out O| Invalid value for option '--format' (jsonl|csv)
                    rate --catalog nowhere --out O       | catalog nowhere has errors and is not loaded
                    suspense list --data nowhere         | --data: nowhere is no data directory of a standalone or a gateway
                    invoice show acme                    | Missing required parameter: 'NUMBER'
                    invoice show acme 3 --events         | --events needs the --line that they are of
                    statement show acme 3 --events       | --events needs the --bucket that they moved
                    statement show acme current --bucket data| --bucket needs the number of a statement that is made
                    payment add acme 5 --invoice first   | Invalid value for option '--invoice': 'first' is not an int
                    event replace acme e1 --service sms  | Missing required option: '--start=TIME'
                    nonsense                             | Unmatched argument at index 0: 'nonsense'
                    """)
    void shouldSayInOneLineWhatIsWrong(final String line, final String said) {
        final Cli.Result result = Cli.run((Object[]) line.strip().split(" "));
        assertTrue(result.status() != 0);
        assertTrue(result.err().contains("ratinggrid: " + said), result.err());
        assertTrue(result.err().lines().count() <= 3, result.err());
        assertEquals("", result.out());
    }

    @Test
    void shouldSayThatAMappingIsMissing() {
        final Cli.Result result =
                Cli.run("rate", "--catalog", FIGURE, "--mapping", "acme.yaml", "--out", directory.resolve("out"));
        assertEquals(1, result.status());
        assertEquals("ratinggrid: acme.yaml does not exist", result.err().strip());
    }

    @Test
    void shouldCostForAnAccountOfAFile() {
        final Cli.Result result = Cli.run(
                "cost",
                "--catalog",
                FIGURE,
                "--accounts",
                FIGURE.resolve("accounts.jsonl"),
                "--account",
                "mobile",
                "--to",
                "+447700900123",
                "--at",
                "2026-06-03T10:00:00Z",
                "--for",
                "200m");
        assertEquals(
                """
                event cost: voice to +447700900123 at 2026-06-03T10:00:00Z, account mobile, subscriber line-1
                catalog 2026-01, charge 'domestic-calls', zone domestic
                used 200 min, rated 200 min in increments of 1 s
                  100 min from bucket #1 domestic-minutes
                  100 min at 0.05 / min: 5.00
                DONE: 5.00 EUR on line 'Domestic calls' (exact; its line is rounded half-up on the document)
                """,
                result.out());
    }
}
