package io.ratinggrid.ingest.intake;

/** The gateway takes nothing any more: it was closed, or its stream stopped and a person has to look. */
public final class GatewayClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GatewayClosedException(final String reason) {
        super(reason);
    }
}
