package io.ratinggrid.ingest.intake;

import io.ratinggrid.ingest.input.InvalidRecordException;

/**
 * A line of a body that was not taken, said for people; see {@link InvalidRecordException}.
 *
 * @param line   from 1
 * @param column where the value starts, from 1; 0: not known
 * @param right  what would be right, empty if that cannot be said
 */
public record RejectedLine(long line, String field, String value, int column, String reason, String right) {
    static RejectedLine of(final long line, final InvalidRecordException problem) {
        return new RejectedLine(
                line, problem.field(), problem.value(), problem.column(), problem.getMessage(), problem.right());
    }

    static RejectedLine of(final long line, final Resolution unknown) {
        return new RejectedLine(line, unknown.field(), unknown.value(), 0, unknown.message(), "");
    }
}
