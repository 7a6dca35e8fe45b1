package io.ratinggrid.rating.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PriceModel;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The order of a deck's rows, beside one that compares them as texts. */
final class SortedRowsTest {
    private static final int ROWS = 3_000;
    private static final PriceModel PRICE = new PriceModel(BigDecimal.ONE, BigDecimal.ONE);

    private static final Comparator<DeckRow> SLOW = Comparator.comparing(
                    (DeckRow row) -> (row.prefix() + "0".repeat(Digits.LIMIT)).substring(0, Digits.LIMIT))
            .thenComparing(row -> row.prefix().length())
            .thenComparing(row -> -row.weight())
            .thenComparing(row -> -row.from().map(Instant::getEpochSecond).orElse(-1L));

    @RepeatedTest(20)
    void shouldOrderRowsAsTextsAre() {
        final long seed = System.nanoTime();
        final Random dice = new Random(seed);
        final List<DeckRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(dice));
        }
        final SortedRows sorted = SortedRows.of(rows);
        rows.sort(SLOW);
        assertEquals(ROWS, sorted.size(), "seed " + seed);
        for (int i = 0; i < ROWS; i++) {
            final DeckRow expected = rows.get(i);
            assertEquals(expected, sorted.row(i), "seed " + seed + " row " + i);
            assertEquals(Digits.of(expected.prefix()), sorted.value(i), "seed " + seed + " row " + i);
            assertEquals(
                    i > 0 && expected.prefix().equals(rows.get(i - 1).prefix()),
                    sorted.isOfPrefixBefore(i),
                    "seed " + seed + " row " + i);
        }
    }

    @Test
    void shouldOrderNothing() {
        assertEquals(0, SortedRows.of(List.of()).size());
    }

    /** Of few digits and many zeros, so that many have the value of another, or its prefix. */
    private static DeckRow row(final Random dice) {
        final StringBuilder prefix = new StringBuilder();
        final int length = dice.nextInt(Digits.LIMIT + 1);
        for (int digit = 0; digit < length; digit++) {
            prefix.append(digit > 1 && dice.nextInt(4) > 0 ? 0 : dice.nextInt(10));
        }
        return new DeckRow(
                prefix.toString(),
                "",
                PRICE,
                0,
                0,
                BigDecimal.ZERO,
                dice.nextInt(3),
                dice.nextBoolean() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(dice.nextInt(4))),
                Optional.empty());
    }
}
