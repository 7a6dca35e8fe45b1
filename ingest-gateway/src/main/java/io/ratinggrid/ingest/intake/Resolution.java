package io.ratinggrid.ingest.intake;

import io.ratinggrid.rating.command.ResultCode;

/**
 * Whether the account of a record was found; if not, what is said about it in suspense.
 *
 * @param reason null: found
 */
public record Resolution(ResultCode reason, String field, String value, String message) {
    static final Resolution FOUND = new Resolution(null, "", "", "");

    public boolean found() {
        return reason == null;
    }
}
