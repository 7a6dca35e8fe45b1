package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What telescopes (docs/RATING.md, SEMANTICS 17): however usage is cut, and in whatever order its parts come, the line of the
 * cycle comes to the same, and the amounts of the events to its whole units. On both engines, with random prices, tiers, totals
 * and cuts. {@code -Dratinggrid.rounds=N}, {@code -Dratinggrid.seed=N}.
 */
class TelescopingTest {
    private static final int ROUNDS = Integer.getInteger("ratinggrid.rounds", 400);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());
    private static final long START_MS = 1_780_394_400_000L; // 2026-06-02T10:00:00Z

    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: %s
            timezone: Europe/London
            services: {used: {unit: thing}, talk: {unit: second}}
            buckets: {stock: {unit: thing, services: {used: 1}, validity: forever}}
            tariffs: {t: {charges: {c: {line: Line, %s}}}}
            plans: {p: {tariffs: [t]}}
            """;

    @TempDir
    private Path directory;

    private final Dice dice = new Dice(SEED);
    private final Random random = new Random(SEED);

    @Test
    void shouldComeToTheSameHoweverUsageIsCut() throws IOException {
        System.out.println("telescoping: seed=" + SEED + " rounds=" + ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            final boolean ofMoney = dice.chance(20);
            final boolean inSession = !ofMoney && dice.chance(35);
            final String charge = "service: used, " + (inSession ? "" : accumulator()) + pricing(ofMoney);
            final List<CatalogModel> catalogs = catalog(charge, dice.one("EUR", "JPY", "KWD", "IDR"));
            final long total = dice.one(1L, 7L, 100L, 1_000L, 99_991L);
            final int included = dice.one(0, 0, 5, 60);
            final Usage usage = new Usage(catalogs, ofMoney, inSession, included);
            final List<Long> parts = cut(total);
            final List<Long> shuffled = new ArrayList<>(parts);
            Collections.shuffle(shuffled, random);
            final String where = "seed=" + SEED + " round=" + round + " " + charge + " included=" + included;
            final Map<String, Fraction> whole = usage.lines(List.of(total));
            assertEquals(whole, usage.lines(parts), () -> where + " parts=" + parts);
            assertEquals(whole, usage.lines(shuffled), () -> where + " parts=" + shuffled);
        }
    }

    private String accumulator() {
        return "accumulator: {name: month" + dice.one("", ", pooled: true") + "}, ";
    }

    private String pricing(final boolean ofMoney) {
        if (ofMoney) {
            return "graduated-percentage: [{up-to: " + dice.between(1, 90) + ", percent: " + percent() + "}, {up-to: "
                    + dice.between(91, 900) + ", percent: " + percent() + "}, {percent: " + percent() + "}]";
        }
        return switch (dice.between(0, 3)) {
            case 0 -> "price: " + price();
            case 1 -> "package: {size: " + dice.between(1, 60) + " things, price: 3}";
            default ->
                dice.one("graduated", "volume") + ": [" + tier(dice.between(1, 50)) + ", "
                        + tier(dice.between(51, 2_000)) + ", {price: " + price() + flat() + "}]";
        };
    }

    private String tier(final int upTo) {
        return "{up-to: " + upTo + " things, price: " + price() + flat() + "}";
    }

    private String flat() {
        return dice.chance(30) ? ", flat: " + dice.between(1, 9) : "";
    }

    private String price() {
        return dice.between(0, 3_000) / 1_000.0 + " / " + dice.one("thing", "3 things", "7 things", "1000 things");
    }

    private String percent() {
        return dice.one("0", "1.5", "2.125", "33.333333", "100");
    }

    /** Parts of a total, some of them 0. */
    private List<Long> cut(final long total) {
        final List<Long> bounds = new ArrayList<>(List.of(0L, total));
        for (int i = dice.between(1, 12); i > 0; i--) {
            bounds.add(dice.between(0L, total));
        }
        Collections.sort(bounds);
        final List<Long> parts = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i++) {
            parts.add(bounds.get(i) - bounds.get(i - 1));
        }
        return parts;
    }

    /** What does not telescope, by intent: a hundred seconds at once and in two halves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            increments   | increments: 60/60, price: 0.60 / minute                  | 1.20 | 1.20 | 1.80
            package      | package: {size: 60 s, price: 0.60}                       | 1.20 | 1.20 | 1.80
            flat         | flat: 0.10                                               | 0.10 | 0.20 | 0.30
            connect fee  | connect-fee: 0.10, price: 0.60 / minute                  | 1.10 | 1.20 | 1.30
            minimum      | minimum: 0.80, price: 0.60 / minute                      | 1.00 | 1.60 | 2.40
            maximum      | maximum: 0.45, price: 0.60 / minute                      | 0.45 | 0.90 | 1.00
            rounding     | price: 0.333 / minute, rounding: {per: event, mode: up}  | 0.56 | 0.56 | 0.57
            tiers        | graduated: [{up-to: 40 s, price: 0.60 / minute}, {price: 0.30 / minute}] | 0.70 | 0.90 | 1.00
            """)
    void shouldDependOnTheCutByIntent(
            final String what, final String charge, final String one, final String two, final String three)
            throws IOException {
        final List<CatalogModel> catalogs = catalog("service: talk, " + charge, "EUR");
        assertEquals(one, talk(catalogs, 100_000), what);
        assertEquals(two, talk(catalogs, 50_000, 50_000), what);
        assertEquals(three, talk(catalogs, 33_000, 33_000, 34_000), what);
        assertNotEquals(one, three);
    }

    private static String talk(final List<CatalogModel> catalogs, final long... parts) {
        final Usage usage = new Usage(catalogs, false, false, 0);
        usage.open();
        for (final long part : parts) {
            usage.use("talk", part, 1);
        }
        return new FigureText(catalogs.get(0)).of("amount", AccountFigures.NONE, usage.engines.figures("a"));
    }

    private List<CatalogModel> catalog(final String charge, final String currency) throws IOException {
        final Path catalog = Files.createTempDirectory(directory, "telescoping");
        Files.writeString(catalog.resolve("catalog.yaml"), CATALOG.formatted(currency, charge));
        return BothEngines.load(catalog);
    }

    /** An account of two lines that uses a service. */
    private static final class Usage {
        private final List<CatalogModel> catalogs;
        private final boolean ofMoney;
        private final boolean inSession;
        private final int included;
        private BothEngines engines;
        private int nextId;

        Usage(final List<CatalogModel> catalogs, final boolean ofMoney, final boolean inSession, final int included) {
            this.catalogs = catalogs;
            this.ofMoney = ofMoney;
            this.inSession = inSession;
            this.included = included;
        }

        /** What the lines of a new account come to with usage in parts, and what its events do. */
        Map<String, Fraction> lines(final List<Long> parts) {
            open();
            for (final long part : parts) {
                use("used", part, 1);
            }
            final AccountFigures figures = engines.figures("a");
            final Map<String, Fraction> lines = new TreeMap<>();
            figures.lines().forEach((name, line) -> lines.put(name.toString(), line.total()));
            figures.accumulators().forEach((name, value) -> lines.put(name.toString(), value));
            figures.buckets().forEach(bucket -> lines.put("bucket " + bucket.id(), bucket.remaining()));
            lines.put("events", figures.eventAmounts());
            return lines;
        }

        private void open() {
            engines = new BothEngines(catalogs);
            final RuleRequest requests = new RuleRequest(catalogs);
            requests.opening().forEach(this::done);
            if (included > 0 && !ofMoney) {
                requests.parse("top-up stock " + included).forEach(this::done);
            }
        }

        private void use(final String service, final long part, final int line) {
            final Command event = Commands.of(CommandType.USAGE, "a", line, START_MS);
            Commands.identify(event, "parts", Integer.toString(nextId++));
            event.startMs = START_MS;
            event.service = Symbol.of(service);
            event.session = inSession ? 7 : 0;
            event.quantity = ofMoney ? part == 0 ? 0 : 1 : part;
            if (ofMoney) {
                Commands.amount(event, part, 0);
            }
            done(Commands.sealed(event));
        }

        private void done(final Command command) {
            assertEquals(ResultCode.DONE, engines.execute(command), () -> Commands.text(command));
        }
    }
}
