package io.ratinggrid.rating.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;

/** Lays the rows of a deck out as arrays. */
final class RateDeckBuilder {
    private static final Comparator<DeckRow> PRECEDENCE = Comparator.comparingInt(DeckRow::weight)
            .thenComparingLong(RateDeckBuilder::from)
            .reversed();

    String name;
    PrefixIndex prefixes;
    int[] firstRow;
    int[] nextRow;
    long[] fromMs;
    long[] untilMs;
    int[] terms;
    DeckTerms[] allTerms;
    String[] destinations;
    int[] destinationOf;

    private final PriceCompiler prices;

    RateDeckBuilder(final PriceCompiler prices) {
        this.prices = prices;
    }

    RateDeck build(final DeckModel model) {
        name = model.name();
        final List<DeckRow> rows = new ArrayList<>(model.rows());
        rows.sort(Comparator.comparing((DeckRow row) -> Digits.of(row.prefix()))
                .thenComparingInt(row -> row.prefix().length())
                .thenComparing(PRECEDENCE));
        indexPrefixes(rows);
        layOut(rows);
        return new RateDeck(this);
    }

    private void indexPrefixes(final List<DeckRow> rows) {
        final long[] values = new long[rows.size()];
        final byte[] lengths = new byte[rows.size()];
        firstRow = new int[rows.size()];
        nextRow = new int[rows.size()];
        int entries = 0;
        for (int row = 0; row < rows.size(); row++) {
            final String prefix = rows.get(row).prefix();
            nextRow[row] = PrefixIndex.NONE;
            if (row > 0 && prefix.equals(rows.get(row - 1).prefix())) {
                nextRow[row - 1] = row;
                continue;
            }
            values[entries] = Digits.of(prefix);
            lengths[entries] = (byte) prefix.length();
            firstRow[entries++] = row;
        }
        prefixes = PrefixIndex.of(Arrays.copyOf(values, entries), Arrays.copyOf(lengths, entries));
        firstRow = Arrays.copyOf(firstRow, entries);
    }

    private void layOut(final List<DeckRow> rows) {
        final Map<List<Object>, Integer> termsIds = new HashMap<>();
        final List<DeckTerms> distinct = new ArrayList<>();
        final Map<String, Integer> destinationIds = new HashMap<>();
        fromMs = new long[rows.size()];
        untilMs = new long[rows.size()];
        terms = new int[rows.size()];
        destinationOf = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            final DeckRow row = rows.get(i);
            fromMs[i] = from(row);
            untilMs[i] = row.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
            terms[i] = termsIds.computeIfAbsent(
                    List.of(row.price(), row.initialIncrement(), row.furtherIncrement(), row.connectFee()), key -> {
                        distinct.add(terms(row));
                        return distinct.size() - 1;
                    });
            destinationOf[i] = destinationIds.computeIfAbsent(row.destination(), key -> destinationIds.size());
        }
        allTerms = distinct.toArray(DeckTerms[]::new);
        destinations = new String[destinationIds.size()];
        destinationIds.forEach((text, id) -> destinations[id] = text);
    }

    private DeckTerms terms(final DeckRow row) {
        final Increments increments = row.initialIncrement() == 0
                ? null
                : Increments.of(row.initialIncrement(), Math.max(1, row.furtherIncrement()));
        return new DeckTerms(prices.linear(row.price()), increments, prices.amount(row.connectFee()));
    }

    private static long from(final DeckRow row) {
        return row.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    }
}
