package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

import io.ratinggrid.rating.catalog.model.NoticeModel;

/** What is told of one kind of balance, of an accumulator, or of what is spent on a plan. Immutable. */
public final class Thresholds {
    private final int symbol;
    private final int[] percents;
    private final long[] levels;

    private Thresholds(final int symbol, final int[] percents, final long[] levels) {
        this.symbol = symbol;
        this.percents = percents;
        this.levels = levels;
    }

    /** First those of percent, ascending; then those of what is left, the largest first. */
    static Thresholds ofBalance(
            final int symbol, final List<NoticeModel> notices, final ToLongFunction<BigDecimal> scaled) {
        final List<NoticeModel> inOrder = notices.stream()
                .sorted(Comparator.comparing((NoticeModel notice) -> notice.percent() == 0)
                        .thenComparing(NoticeModel::percent)
                        .thenComparing(NoticeModel::at, Comparator.reverseOrder()))
                .toList();
        return of(symbol, inOrder, scaled);
    }

    /** Ascending. */
    static Thresholds ofTotal(
            final int symbol, final List<NoticeModel> notices, final ToLongFunction<BigDecimal> scaled) {
        return of(
                symbol,
                notices.stream()
                        .sorted(Comparator.comparing(NoticeModel::at).thenComparing(NoticeModel::percent))
                        .toList(),
                scaled);
    }

    private static Thresholds of(
            final int symbol, final List<NoticeModel> inOrder, final ToLongFunction<BigDecimal> scaled) {
        return new Thresholds(
                symbol,
                inOrder.stream().mapToInt(NoticeModel::percent).toArray(),
                inOrder.stream().map(NoticeModel::at).mapToLong(scaled).toArray());
    }

    /** Of the type of bucket, the accumulator or the plan. */
    public int symbol() {
        return symbol;
    }

    public int size() {
        return levels.length;
    }

    /** 1 to 100; 0: it is a quantity. */
    public int percent(final int index) {
        return percents[index];
    }

    /** Base units or scaled; of a balance only where it is no percentage. */
    public long level(final int index) {
        return levels[index];
    }
}
