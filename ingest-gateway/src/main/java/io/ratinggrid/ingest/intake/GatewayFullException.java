package io.ratinggrid.ingest.intake;

/** The gateway has as much accepted and not yet committed as it may; nothing was taken. */
public final class GatewayFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int retryAfterMs;

    public GatewayFullException(final long pending, final long limit, final int retryAfterMs) {
        super("pending=" + pending + " limit=" + limit + " retryAfterMs=" + retryAfterMs, null, false, false);
        this.retryAfterMs = retryAfterMs;
    }

    public int retryAfterMs() {
        return retryAfterMs;
    }
}
