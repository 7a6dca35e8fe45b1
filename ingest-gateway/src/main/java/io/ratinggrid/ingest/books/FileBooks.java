package io.ratinggrid.ingest.books;

import java.util.Objects;

/**
 * One file's books while the gateway runs. Changed by the ledger only; read under its lock.
 *
 * <p>What is counted where: filtered and appended with the file's position; answers with the stream's committed numbers;
 * rejected, suspended at intake and replayed by the stores that hold those records. Each count is thus kept in the same write
 * as what it counts, and no crash can part them.
 */
final class FileBooks {
    final int number;
    final String path;
    final Fingerprint fingerprint;
    final String format;

    long line;
    QueuePlace place;
    long filtered;
    long appended;
    boolean ended;

    long rejected;
    long suspendedAtIntake;
    long replayed;

    final long[] answered = new long[AnswerKind.COUNT];

    FileBooks(
            final int number,
            final String path,
            final Fingerprint fingerprint,
            final String format,
            final QueuePlace place) {
        this.number = number;
        this.path = path;
        this.fingerprint = Objects.requireNonNull(fingerprint);
        this.format = format;
        this.place = place;
    }

    Books books() {
        final long suspendedByGrid = answered[AnswerKind.SUSPENDED];
        long answers = 0;
        for (final long count : answered) {
            answers += count;
        }
        return new Books(
                filtered + rejected + suspendedAtIntake + appended,
                answered[AnswerKind.RATED],
                filtered,
                answered[AnswerKind.DUPLICATE],
                suspendedAtIntake + suspendedByGrid - replayed,
                rejected,
                answered[AnswerKind.REFUSED],
                appended + replayed - answers);
    }
}
