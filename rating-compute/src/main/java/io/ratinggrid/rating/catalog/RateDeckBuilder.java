package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        final SortedRows rows = SortedRows.of(model.rows());
        indexPrefixes(rows);
        layOut(rows);
        return new RateDeck(this);
    }

    private void indexPrefixes(final SortedRows rows) {
        final long[] values = new long[rows.size()];
        final byte[] lengths = new byte[rows.size()];
        firstRow = new int[rows.size()];
        nextRow = new int[rows.size()];
        entryOf = new int[rows.size()];
        int entries = 0;
        for (int row = 0; row < rows.size(); row++) {
            nextRow[row] = PrefixIndex.NONE;
            if (rows.isOfPrefixBefore(row)) {
                nextRow[row - 1] = row;
            } else {
                values[entries] = rows.value(row);
                lengths[entries] = (byte) rows.length(row);
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

    private void layOut(final SortedRows rows) {
        final Map<TermsKey, Integer> termsIds = new HashMap<>();
        final List<DeckTerms> distinct = new ArrayList<>();
        final Map<String, Integer> destinationIds = new HashMap<>();
        terms = new int[rows.size()];
        destinationOf = new int[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            final DeckRow row = rows.row(i);
            terms[i] = termsIds.computeIfAbsent(TermsKey.of(row), key -> {
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
        return new DeckTerms(
                tables.computeIfAbsent(row.price(), prices::linear),
                increments,
                prices.amount(row.connectFee()),
                row.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE),
                row.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE));
    }

    /** Rows with an equal one have the same terms. By hand, for what a record makes is slow in a JVM that has just started. */
    private record TermsKey(
            PriceModel price,
            long initialIncrement,
            long furtherIncrement,
            BigDecimal connectFee,
            Optional<Instant> from,
            Optional<Instant> until) {
        static TermsKey of(final DeckRow row) {
            return new TermsKey(
                    row.price(),
                    row.initialIncrement(),
                    row.furtherIncrement(),
                    row.connectFee(),
                    row.from(),
                    row.until());
        }

        @Override
        public boolean equals(final Object other) {
            return other instanceof TermsKey key
                    && initialIncrement == key.initialIncrement
                    && furtherIncrement == key.furtherIncrement
                    && (price == key.price || price.equals(key.price))
                    && connectFee.equals(key.connectFee)
                    && from.equals(key.from)
                    && until.equals(key.until);
        }

        @Override
        public int hashCode() {
            int hash = price.amount().hashCode() * 31 + price.per().hashCode();
            hash = hash * 31 + Long.hashCode(initialIncrement);
            hash = hash * 31 + Long.hashCode(furtherIncrement);
            hash = hash * 31 + connectFee.hashCode();
            hash = hash * 31 + from.hashCode();
            return hash * 31 + until.hashCode();
        }
    }
}
