package io.ratinggrid.ingest.books;

import io.ratinggrid.rating.command.ResultCode;

/** Columns of answered records, as numbers that are stored: never reuse one. */
final class AnswerKind {
    static final int RATED = 0;
    static final int DUPLICATE = 1;
    static final int SUSPENDED = 2;
    static final int REFUSED = 3;
    static final int COUNT = 4;

    private AnswerKind() {}

    static int of(final ResultCode.Kind kind) {
        return switch (kind) {
            case RATED -> RATED;
            case DUPLICATE -> DUPLICATE;
            case SUSPENDED -> SUSPENDED;
            case REFUSED -> REFUSED;
        };
    }
}
