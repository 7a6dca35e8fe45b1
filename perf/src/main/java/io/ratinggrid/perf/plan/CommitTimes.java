package io.ratinggrid.perf.plan;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestRun;

/**
 * How long commits take: times that parts of all of them do not exceed, and even between two such times. Milliseconds. Immutable.
 */
final class CommitTimes {
    /** Costs by the part of commits that do not take longer, where there are no copies. */
    static final Map<Double, Cost> ALONE = new TreeMap<>(Map.of(
            0.1, Cost.COMMIT_P10,
            0.5, Cost.COMMIT_P50,
            0.9, Cost.COMMIT_P90,
            0.99, Cost.COMMIT_P99,
            0.999, Cost.COMMIT_P999,
            1.0, Cost.COMMIT_MOST));
    /** The same where a commit waits for copies. */
    static final Map<Double, Cost> COPIED = new TreeMap<>(Map.of(
            0.1, Cost.COPIED_P10,
            0.5, Cost.COPIED_P50,
            0.9, Cost.COPIED_P90,
            0.99, Cost.COPIED_P99,
            0.999, Cost.COPIED_P999,
            1.0, Cost.COPIED_MOST));

    private static final double MS_OF_S = 1e3;

    private final NavigableMap<Double, Double> msByPart;

    private CommitTimes(final NavigableMap<Double, Double> msByPart) {
        this.msByPart = msByPart;
    }

    /** As they stand among the costs; those below the first of its parts take as long as that. */
    static CommitTimes of(final Costs costs, final int copies) {
        final NavigableMap<Double, Double> times = new TreeMap<>();
        double least = 0;
        for (final Map.Entry<Double, Cost> part : parts(copies).entrySet()) {
            final double ms = costs.of(part.getValue());
            if (ms < least) {
                throw new IllegalArgumentException(
                        part.getValue().key() + "=" + ms + ", must not be below that of fewer commits, " + least);
            }
            times.put(part.getKey(), ms);
            least = ms;
        }
        times.put(0.0, times.firstEntry().getValue());
        return new CommitTimes(times);
    }

    /** Costs by the part of commits that do not take longer; {@code copies}: besides the first. */
    static Map<Double, Cost> parts(final int copies) {
        return copies == 0 ? ALONE : COPIED;
    }

    /** As nodes counted them meanwhile, in classes; those above the last class are left out. */
    static CommitTimes of(final Figures measured) {
        final NavigableMap<Double, Long> upTo = new TreeMap<>();
        measured.all().forEach((name, count) -> {
            if (name.startsWith(IngestRun.COMMITS_UP_TO)) {
                upTo.put(Double.parseDouble(name.substring(IngestRun.COMMITS_UP_TO.length())) * MS_OF_S, count);
            }
        });
        if (upTo.isEmpty() || upTo.lastEntry().getValue() == 0) {
            throw new IllegalStateException("no commit was counted by how long it took: " + measured.all());
        }
        final double all = upTo.lastEntry().getValue();
        final NavigableMap<Double, Double> times = new TreeMap<>();
        times.put(0.0, 0.0);
        // From the last class that has none to the first that has all.
        upTo.forEach((ms, count) -> {
            if (count == 0) {
                times.put(0.0, ms);
            } else {
                times.putIfAbsent(count / all, ms);
            }
        });
        return new CommitTimes(times);
    }

    double meanMs() {
        double sum = 0;
        Map.Entry<Double, Double> below = msByPart.firstEntry();
        for (final Map.Entry<Double, Double> above : msByPart.entrySet()) {
            sum += (above.getKey() - below.getKey()) * (above.getValue() + below.getValue()) / 2;
            below = above;
        }
        return sum;
    }

    /** Of so many of them, from 0 to 1, none takes longer. */
    double ms(final double part) {
        final Map.Entry<Double, Double> below = msByPart.floorEntry(part);
        final Map.Entry<Double, Double> above = msByPart.ceilingEntry(part);
        if (above == null || above.getKey().equals(below.getKey())) {
            return below.getValue();
        }
        final double way = (part - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + way * (above.getValue() - below.getValue());
    }
}
