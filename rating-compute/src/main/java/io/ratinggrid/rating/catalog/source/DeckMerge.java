package io.ratinggrid.rating.catalog.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PriceModel;

/**
 * Merges new rows into a deck. The past before the import stays as it is: rows are ended, never changed, and what is new
 * starts at its own date, at the earliest at the import's.
 */
final class DeckMerge {
    private static final Comparator<DeckRow> ORDER = Comparator.comparing(DeckRow::prefix)
            .thenComparingInt(DeckRow::weight)
            .thenComparing(DeckMerge::from);

    private final boolean full;
    private final Instant at;
    private int added;
    private int closed;
    private int raised;
    private int lowered;
    private int altered;
    private int unchanged;

    /** @param full true: prefixes that are not among the new rows are closed */
    DeckMerge(final boolean full, final Instant at) {
        this.full = full;
        this.at = at;
    }

    DeckChanges changes() {
        return new DeckChanges(added, closed, raised, lowered, altered, unchanged);
    }

    List<DeckRow> merge(final List<DeckRow> current, final List<DeckLine> incoming) {
        final Map<Key, List<DeckRow>> before = new HashMap<>();
        current.forEach(row ->
                before.computeIfAbsent(Key.of(row), key -> new ArrayList<>(1)).add(row));
        final Map<Key, List<DeckLine>> news = new HashMap<>();
        for (final DeckLine line : incoming) {
            news.computeIfAbsent(Key.of(line.row()), key -> new ArrayList<>(1)).add(notBefore(line));
        }
        final Set<Key> keys = new HashSet<>(before.keySet());
        keys.addAll(news.keySet());
        final List<DeckRow> merged = new ArrayList<>();
        for (final Key key : keys) {
            merged.addAll(merge(before.getOrDefault(key, List.of()), news.get(key), full));
        }
        merged.sort(ORDER);
        return merged;
    }

    private DeckLine notBefore(final DeckLine line) {
        return from(line.row()).isBefore(at) ? new DeckLine(starting(line.row(), at), line.closes()) : line;
    }

    private List<DeckRow> merge(final List<DeckRow> current, final List<DeckLine> news, final boolean whole) {
        if (news == null) {
            return whole ? close(current, at) : current;
        }
        news.sort(Comparator.comparing(line -> from(line.row())));
        List<DeckRow> rows = new ArrayList<>(current);
        if (whole) {
            final Instant first = from(news.get(0).row());
            rows.removeIf(row -> from(row).isAfter(first)
                    && news.stream()
                            .noneMatch(line ->
                                    sameTerms(row, line.row()) && from(row).equals(from(line.row()))));
        }
        for (final DeckLine line : news) {
            rows = line.closes() ? close(rows, from(line.row())) : put(rows, line.row());
        }
        return rows;
    }

    /** Ends what is in force at {@code end} and drops what would start later. */
    private List<DeckRow> close(final List<DeckRow> rows, final Instant end) {
        final List<DeckRow> ended = new ArrayList<>();
        boolean any = false;
        for (final DeckRow row : rows) {
            any |= until(row).isAfter(end);
            if (from(row).isBefore(end)) {
                ended.add(until(row).isAfter(end) ? ending(row, end) : row);
            }
        }
        closed += any ? 1 : 0;
        return ended;
    }

    private List<DeckRow> put(final List<DeckRow> rows, final DeckRow news) {
        final Instant start = from(news);
        final Optional<DeckRow> inForce = rows.stream()
                .filter(row -> !from(row).isAfter(start) && until(row).isAfter(start))
                .max(Comparator.comparing(DeckMerge::from));
        if (inForce.isEmpty()) {
            added++;
            rows.add(news);
            return rows;
        }
        final DeckRow old = inForce.get();
        if (sameTerms(old, news)) {
            unchanged++;
            return rows;
        }
        count(old.price(), news.price());
        rows.remove(old);
        if (from(old).isBefore(start)) {
            rows.add(ending(old, start));
        }
        rows.add(news);
        return rows;
    }

    private void count(final PriceModel before, final PriceModel after) {
        final int order =
                after.amount().multiply(before.per()).compareTo(before.amount().multiply(after.per()));
        raised += order > 0 ? 1 : 0;
        lowered += order < 0 ? 1 : 0;
        altered += order == 0 ? 1 : 0;
    }

    private static boolean sameTerms(final DeckRow one, final DeckRow other) {
        return one.price()
                                .amount()
                                .multiply(other.price().per())
                                .compareTo(other.price()
                                        .amount()
                                        .multiply(one.price().per()))
                        == 0
                && one.destination().equals(other.destination())
                && one.initialIncrement() == other.initialIncrement()
                && one.furtherIncrement() == other.furtherIncrement()
                && one.connectFee().compareTo(other.connectFee()) == 0
                && one.until().equals(other.until());
    }

    private static Instant from(final DeckRow row) {
        return row.from().orElse(Instant.MIN);
    }

    private static Instant until(final DeckRow row) {
        return row.until().orElse(Instant.MAX);
    }

    private static DeckRow starting(final DeckRow row, final Instant start) {
        return new DeckRow(
                row.prefix(),
                row.destination(),
                row.price(),
                row.initialIncrement(),
                row.furtherIncrement(),
                row.connectFee(),
                row.weight(),
                Optional.of(start),
                row.until());
    }

    private static DeckRow ending(final DeckRow row, final Instant end) {
        return new DeckRow(
                row.prefix(),
                row.destination(),
                row.price(),
                row.initialIncrement(),
                row.furtherIncrement(),
                row.connectFee(),
                row.weight(),
                row.from(),
                Optional.of(end));
    }

    private record Key(String prefix, int weight) {
        static Key of(final DeckRow row) {
            return new Key(row.prefix(), row.weight());
        }
    }
}
