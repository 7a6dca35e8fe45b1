package io.ratinggrid.rating.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deck's index against a search through all rows. */
class RateDeckTest {
    private static final long DAY_MS = 86_400_000L;
    private static final int NUMBERS = 2_000;

    @ParameterizedTest
    @CsvSource({"1, 10, 1", "2, 300, 1", "3, 300, 3", "4, 5000, 2", "5, 80000, 1"})
    void shouldFindWhatASearchThroughAllRowsFinds(final long seed, final int prefixes, final int rowsOfAPrefix) {
        final Random random = new Random(seed);
        final List<DeckRow> rows = rows(random, prefixes, rowsOfAPrefix);
        final RateDeck deck = new RateDeckBuilder(new PriceCompiler(Money.of("EUR"))).build(new DeckModel("d", rows));
        final Map<String, List<DeckRow>> byPrefix = new HashMap<>();
        rows.forEach(row ->
                byPrefix.computeIfAbsent(row.prefix(), key -> new ArrayList<>()).add(row));
        for (int i = 0; i < NUMBERS; i++) {
            final String number = number(random, rows);
            final long timeMs = random.nextInt(10) * DAY_MS;
            final int row = deck.match(Digits.of(number), number.length(), timeMs);
            final Optional<DeckRow> expected = search(byPrefix, number, timeMs);
            assertEquals(expected.isPresent(), row != PrefixIndex.NONE, () -> "seed=" + seed + " number=" + number);
            expected.ifPresent(model -> assertSame(model, deck, row));
        }
    }

    private static void assertSame(final DeckRow expected, final RateDeck deck, final int row) {
        assertEquals(expected.destination(), deck.destination(row));
        assertEquals(expected.prefix().length(), deck.prefixLength(row));
        assertEquals(
                expected.connectFee(), Money.of("EUR").decimal(deck.terms(row).connectFee()));
        assertTrue(deck.terms(row).table().isLinear());
    }

    /** Longest prefix first, then higher weight, then later effective date (SEMANTICS.md 8). */
    private static Optional<DeckRow> search(
            final Map<String, List<DeckRow>> byPrefix, final String number, final long timeMs) {
        for (int length = number.length(); length >= 0; length--) {
            final Optional<DeckRow> found = byPrefix.getOrDefault(number.substring(0, length), List.of()).stream()
                    .filter(row -> row.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE) <= timeMs)
                    .filter(row -> row.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE) > timeMs)
                    .max(Comparator.comparingInt(DeckRow::weight)
                            .thenComparing(row -> row.from().orElse(Instant.MIN)));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<DeckRow> rows(final Random random, final int prefixes, final int rowsOfAPrefix) {
        final Map<String, List<DeckRow>> rows = new HashMap<>();
        while (rows.size() < prefixes) {
            final String prefix = digits(random, random.nextInt(prefixes > 100 ? 9 : 4));
            rows.computeIfAbsent(prefix, key -> {
                final List<DeckRow> some = new ArrayList<>();
                for (int i = 0; i < rowsOfAPrefix; i++) {
                    some.add(row(random, prefix, i));
                }
                return some;
            });
        }
        return rows.values().stream().flatMap(List::stream).toList();
    }

    private static DeckRow row(final Random random, final String prefix, final int number) {
        final int from = 3 * number;
        return new DeckRow(
                prefix,
                prefix + " " + number,
                new PriceModel(BigDecimal.valueOf(random.nextInt(100), 2), BigDecimal.valueOf(60_000)),
                random.nextInt(2) * 60_000L,
                1_000,
                BigDecimal.valueOf(random.nextInt(3), 2),
                random.nextInt(2),
                number == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(from * DAY_MS)),
                random.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochMilli((from + 4) * DAY_MS)));
    }

    private static String number(final Random random, final List<DeckRow> rows) {
        final String prefix = random.nextInt(4) == 0
                ? ""
                : rows.get(random.nextInt(rows.size())).prefix();
        return prefix + digits(random, random.nextInt(8));
    }

    private static String digits(final Random random, final int count) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            // Few different digits, so that prefixes are nested.
            text.append((char) ('0' + (random.nextBoolean() ? random.nextInt(2) : random.nextInt(10))));
        }
        return text.toString();
    }
}
