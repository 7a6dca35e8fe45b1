package io.ratinggrid.rating.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PriceModel;

/** Lays the rows of a deck out as arrays. */
final class RateDeckBuilder {
    String name;
    PrefixIndex prefixes;
    int[] firstRow;
    int[] nextRow;
    int[] entryOf;
    int[] terms;
    DeckTerms[] allTerms;
    String[] destinations;
    int[] destinationOf;

    private final PriceCompiler prices;
    private final Map<PriceModel, TierTable> tables = new HashMap<>();

    RateDeckBuilder(final PriceCompiler prices) {
        this.prices = prices;
    }

    RateDeck build(final DeckModel model) {
        name = model.name();
        final List<Sorted> rows = new ArrayList<>(model.rows().size());
        model.rows().forEach(row -> rows.add(new Sorted(Digits.of(row.prefix()), row)));
        rows.sort(RateDeckBuilder::compare);
        indexPrefixes(rows);
        layOut(rows.stream().map(Sorted::row).toList());
        return new RateDeck(this);
    }

    /** By prefix; of one prefix the heaviest first, then the newest. */
    private static int compare(final Sorted row, final Sorted other) {
        int order = Long.compare(row.value, other.value);
        if (order == 0) {
            order = Integer.compare(row.length(), other.length());
        }
        if (order == 0) {
            order = Integer.compare(other.weight(), row.weight());
        }
        return order == 0 ? Long.compare(other.fromMs(), row.fromMs()) : order;
    }

    private void indexPrefixes(final List<Sorted> rows) {
        final long[] values = new long[rows.size()];
        final byte[] lengths = new byte[rows.size()];
        firstRow = new int[rows.size()];
        nextRow = new int[rows.size()];
        entryOf = new int[rows.size()];
        int entries = 0;
        for (int row = 0; row < rows.size(); row++) {
            final Sorted sorted = rows.get(row);
            nextRow[row] = PrefixIndex.NONE;
            if (row > 0 && sorted.samePrefix(rows.get(row - 1))) {
                nextRow[row - 1] = row;
            } else {
                values[entries] = sorted.value();
                lengths[entries] = (byte) sorted.length();
                firstRow[entries++] = row;
            }
            entryOf[row] = entries - 1;
        }
        prefixes = PrefixIndex.of(Arrays.copyOf(values, entries), Arrays.copyOf(lengths, entries));
        firstRow = Arrays.copyOf(firstRow, entries);
        dropRowNumbers();
    }

    /** Where every prefix has one row, entry and row are the same number. */
    private void dropRowNumbers() {
        if (firstRow.length == nextRow.length) {
            firstRow = null;
            nextRow = null;
            entryOf = null;
        }
    }

    private void layOut(final List<DeckRow> rows) {
        final Map<List<Object>, Integer> termsIds = new HashMap<>();
        final List<DeckTerms> distinct = new ArrayList<>();
        final Map<String, Integer> destinationIds = new HashMap<>();
        terms = new int[rows.size()];
        destinationOf = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            final DeckRow row = rows.get(i);
            terms[i] = termsIds.computeIfAbsent(keyOf(row), key -> {
                distinct.add(terms(row));
                return distinct.size() - 1;
            });
            destinationOf[i] = destinationIds.computeIfAbsent(row.destination(), key -> destinationIds.size());
        }
        allTerms = distinct.toArray(DeckTerms[]::new);
        destinations = new String[destinationIds.size()];
        destinationIds.forEach((text, id) -> destinations[id] = text);
    }

    private static List<Object> keyOf(final DeckRow row) {
        return List.of(
                row.price(), row.initialIncrement(), row.furtherIncrement(), row.connectFee(), row.from(), row.until());
    }

    private DeckTerms terms(final DeckRow row) {
        final Increments increments = row.initialIncrement() == 0
                ? null
                : Increments.of(row.initialIncrement(), Math.max(1, row.furtherIncrement()));
        return new DeckTerms(
                tables.computeIfAbsent(row.price(), prices::linear),
                increments,
                prices.amount(row.connectFee()),
                from(row),
                row.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    private static long from(final DeckRow row) {
        return row.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    }

    /** A row and its prefix as a number, left-aligned. */
    private record Sorted(long value, DeckRow row) {
        int length() {
            return row.prefix().length();
        }

        int weight() {
            return row.weight();
        }

        long fromMs() {
            return from(row);
        }

        boolean samePrefix(final Sorted other) {
            return value == other.value && length() == other.length();
        }
    }
}
