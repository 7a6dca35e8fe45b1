package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A changed price or quantity changes the total. Each round takes the requests of a rule table on a sample catalog, changes
 * one number at random, in the text of the catalog or in a request, and has both engines carry everything out again: they must
 * agree, and the total must have moved where it has to.
 *
 * <p>A price has to move the total if it is <em>used</em>: if raising it by 1,000 moves the reference's total. A total is a sum
 * of prices times quantities, so it then rises or falls with a small change too, and a price that is not used moves nothing.
 * A quantity that is multiplied has to move the account, as it is after that request, if the event was carried out in full both
 * times; what comes later may make it good, as one that takes whatever a bucket has left.
 * {@code -Dratinggrid.rounds=N}, {@code -Dratinggrid.seed=N}.
 */
class ChangedFigureTest {
    private static final Path RULES = Path.of("src/test/resources/rules");
    private static final Path SAMPLES = Path.of("src/main/resources/samples");
    private static final int ROUNDS = Integer.getInteger("ratinggrid.rounds", 240);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());
    private static final Set<ResultCode> IN_FULL = EnumSet.of(ResultCode.DONE);

    /** A decimal before a slash, or a fee. */
    private static final Pattern PRICE =
            Pattern.compile("(?<= )\\d+\\.\\d+(?= / )|(?<=fee: \\{amount: )\\d+\\.\\d+|(?<=connect-fee: )\\d+\\.\\d+");

    private static final Pattern DECK_PRICE = Pattern.compile("(?<=,)0\\.\\d{4}(?=,\\d+,\\d+,)");
    private static final Pattern CALLED = Pattern.compile("(?<= to )\\d+");

    @TempDir
    private Path directory;

    private final Dice dice = new Dice(SEED);
    private int changed;
    private int unchanged;

    @Test
    void shouldMoveTheTotalWithAPriceOrAQuantity() throws IOException {
        System.out.println("changed figures: seed=" + SEED + " rounds=" + ROUNDS);
        final List<RuleTable> figures = tables("6-figures.txt");
        final List<RuleTable> carrier = tables("7-carrier.txt");
        for (int round = 0; round < ROUNDS; round++) {
            final RuleTable table = dice.one(dice.chance(8) ? carrier : figures);
            if (dice.chance(50)) {
                changePrice(table);
            } else {
                changeQuantity(table);
            }
        }
        System.out.println("changed figures: totals that moved=" + changed + " that did not=" + unchanged);
        assertTrue(changed > ROUNDS / 2 && unchanged > 0, "changed=" + changed + " unchanged=" + unchanged);
    }

    private static List<RuleTable> tables(final String file) {
        return RuleTable.read(RULES.resolve(file)).stream()
                .filter(table -> table.sample().isPresent())
                .toList();
    }

    private void changePrice(final RuleTable table) throws IOException {
        final Path copy = copyOf(table.sample().orElseThrow());
        final List<String> requests = requests(table);
        final Fraction before = total(new Run(copy, requests).figures);
        final Price price = dice.one(prices(copy, requests));
        final BigDecimal more = BigDecimal.valueOf(dice.between(1, 9), price.amount.scale());
        final String where = "seed=" + SEED + " " + table.title() + " | " + price + " | more=" + more;
        price.raise(more);
        final Fraction after = total(new Run(copy, requests).figures);
        price.raise(BigDecimal.valueOf(1_000));
        final boolean used = !referenceTotal(copy, requests).equals(before);
        assertEquals(used ? 1 : 0, after.compareTo(before), () -> where + " before=" + before + " after=" + after);
        count(used);
    }

    private void changeQuantity(final RuleTable table) throws IOException {
        final Path sample = table.sample().orElseThrow();
        final List<String> requests = new ArrayList<>(requests(table));
        final Pattern quantity = quantityOf(BothEngines.load(sample).get(0));
        final List<Integer> usage = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (quantity.matcher(requests.get(i)).find()) {
                usage.add(i);
            }
        }
        final int at = dice.one(usage);
        requests.subList(at + 1, requests.size()).clear();
        final Run before = new Run(sample, requests);
        final int times = dice.between(2, 5);
        final String old = requests.get(at);
        requests.set(at, quantity.matcher(old).replaceAll(found -> new BigDecimal(found.group())
                .multiply(BigDecimal.valueOf(times))
                .toPlainString()));
        final Run after = new Run(sample, requests);
        final boolean moves = IN_FULL.containsAll(before.codes.get(at)) && IN_FULL.containsAll(after.codes.get(at));
        final String where = "seed=" + SEED + " " + table.title() + " | " + old + " | times " + times;
        if (moves) {
            assertNotEquals(List.of(), before.figures.differences(after.figures), where);
        }
        assertTrue(total(after.figures).compareTo(total(before.figures)) >= 0, where);
        count(!total(after.figures).equals(total(before.figures)));
    }

    private void count(final boolean moved) {
        changed += moved ? 1 : 0;
        unchanged += moved ? 0 : 1;
    }

    /** The requests of a table, those that are cut into too many parts left out. */
    private static List<String> requests(final RuleTable table) {
        return table.rows().stream()
                .map(row -> row.get(0))
                .filter(request -> !request.matches(".*in \\d{4,} parts.*"))
                .toList();
    }

    private static Pattern quantityOf(final CatalogModel catalog) {
        final List<String> names =
                catalog.services().stream().map(service -> service.name()).toList();
        return Pattern.compile("(?<=(?:^|[ ])(?:" + String.join("|", names) + ") )\\d+(?:\\.\\d+)?");
    }

    // texts

    private Path copyOf(final Path sample) throws IOException {
        final Path copy = Files.createTempDirectory(directory, "changed");
        try (Stream<Path> files = Files.list(sample)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    /** A price in a file. */
    private record Price(Path file, String text, int start, BigDecimal amount) {

        void raise(final BigDecimal more) throws IOException {
            final int end = start + amount.toPlainString().length();
            Files.writeString(file, text.substring(0, start) + amount.add(more).toPlainString() + text.substring(end));
        }

        @Override
        public String toString() {
            final long line = text.substring(0, start).lines().count();
            return file.getFileName() + ":" + line + " price=" + amount;
        }
    }

    /** The prices of a catalog's tariffs and plans, or those of its deck: mostly of prefixes that the requests call. */
    private List<Price> prices(final Path copy, final List<String> requests) throws IOException {
        final List<Price> prices = new ArrayList<>();
        final boolean ofDeck = dice.chance(50) && Files.exists(copy.resolve("international.csv"));
        final boolean called = dice.chance(80);
        try (Stream<Path> files = Files.list(copy)) {
            for (final Path file : files.sorted().toList()) {
                if (file.toString().endsWith(ofDeck ? ".csv" : ".yaml")) {
                    prices(file, ofDeck ? DECK_PRICE : PRICE)
                            .filter(price -> !ofDeck || !called || isCalled(price, requests))
                            .forEach(prices::add);
                }
            }
        }
        return prices;
    }

    private static Stream<Price> prices(final Path file, final Pattern pattern) throws IOException {
        final String text = Files.readString(file);
        return pattern.matcher(text)
                .results()
                .filter(found -> isPrice(line(text, found.start())))
                .map(found -> new Price(file, text, found.start(), new BigDecimal(found.group())));
    }

    /** Comments have no prices, and definitions of buckets rates of units. */
    private static boolean isPrice(final String line) {
        return !line.strip().startsWith("#") && !line.contains("unit:");
    }

    private static boolean isCalled(final Price price, final List<String> requests) {
        final String line = line(price.text, price.start);
        final String prefix = line.substring(0, line.indexOf(','));
        return requests.stream()
                .flatMap(request -> CALLED.matcher(request).results())
                .anyMatch(number -> number.group().startsWith(prefix));
    }

    private static String line(final String text, final int at) {
        return text.substring(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at));
    }

    // runs

    /** Both engines carry requests out, and agree. */
    private static final class Run {
        private final List<Set<ResultCode>> codes = new ArrayList<>();
        private final AccountFigures figures;

        Run(final Path catalog, final List<String> requests) {
            final List<CatalogModel> models = BothEngines.load(catalog);
            final BothEngines engines = new BothEngines(models);
            for (final List<Command> commands : commands(models, requests)) {
                final Set<ResultCode> each = EnumSet.noneOf(ResultCode.class);
                commands.forEach(command -> each.add(engines.execute(command)));
                codes.add(each);
            }
            figures = engines.figures("a");
        }
    }

    private static Fraction referenceTotal(final Path catalog, final List<String> requests) {
        final List<CatalogModel> models = BothEngines.load(catalog);
        final ReferenceEngine reference = new ReferenceEngine(models);
        commands(models, requests).forEach(commands -> commands.forEach(reference::execute));
        return total(reference.figures("a").orElseThrow());
    }

    /** The commands of each request, behind those that open the account unless the first does. */
    private static List<List<Command>> commands(final List<CatalogModel> models, final List<String> requests) {
        final RuleRequest parser = new RuleRequest(models);
        final List<List<Command>> commands = new ArrayList<>();
        final List<Command> opening = requests.get(0).startsWith("open") ? List.of() : parser.opening();
        requests.forEach(request -> commands.add(new ArrayList<>(parser.parse(request))));
        commands.get(0).addAll(0, opening);
        return commands;
    }

    /** All document lines, exactly. */
    private static Fraction total(final AccountFigures figures) {
        return figures.lines().values().stream()
                .map(AccountFigures.LineFigure::total)
                .reduce(Fraction.ZERO, Fraction::plus);
    }
}
