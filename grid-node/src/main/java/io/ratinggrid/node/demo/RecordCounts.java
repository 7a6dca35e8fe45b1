package io.ratinggrid.node.demo;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import io.ratinggrid.ingest.books.Books;

/** How many records there are of each kind. Immutable. */
public record RecordCounts(Map<RecordKind, Long> counts) {
    private static final int OF = 10_000;

    public RecordCounts {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /** The demo's mix of a number of records: nine of ten are rated, each oddity is about one of a thousand. */
    public static RecordCounts mixOf(final long records) {
        final Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
        long rest = records;
        for (final RecordKind kind : RecordKind.values()) {
            final long count = records * share(kind) / OF;
            counts.put(kind, count);
            rest -= count;
        }
        counts.put(RecordKind.PLAIN, rest);
        return new RecordCounts(counts);
    }

    /** Records of a kind in {@value #OF}; what is left is plain. */
    private static long share(final RecordKind kind) {
        return switch (kind) {
            case PLAIN -> 0;
            case UNANSWERED -> 300;
            case ZERO -> 100;
            case INCOMING -> 500;
            case LATE, DUPLICATE, CONFLICT, UNKNOWN_SUBSCRIBER, NO_TARIFF, UNFUNDED -> 10;
            case TOO_OLD, BAD_TIME, NEGATIVE -> 5;
            case CUT_OFF -> 2;
        };
    }

    public long of(final RecordKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    public long of(final RecordKind.Fate fate) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().fate() == fate)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long records() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What the gateway's books of the files must say when all is committed. */
    public Books books() {
        return new Books(
                records(),
                of(RecordKind.Fate.RATED),
                of(RecordKind.Fate.FILTERED),
                of(RecordKind.Fate.DUPLICATE),
                of(RecordKind.Fate.SUSPENDED),
                of(RecordKind.Fate.REJECTED),
                of(RecordKind.Fate.REFUSED),
                0);
    }
}
