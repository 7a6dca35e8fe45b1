package io.ratinggrid.rating.reference;

import io.ratinggrid.rating.command.ResultCode;

/** Ends a command that cannot be carried out; nothing of it remains. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    final ResultCode code;

    Refusal(final ResultCode code) {
        super(code.name(), null, false, false);
        this.code = code;
    }
}
