package io.ratinggrid.node.server;

import java.time.Duration;

import io.ratinggrid.node.notice.NoticeContext;

/** What every channel of notices has set of how it is tried again. */
final class Retries {
    private Retries() {}

    /**
     * Of part {@code part} of a file.
     *
     * @throws IllegalArgumentException if one that must be is not above 0
     */
    static void check(final String part, final int attempts, final Duration retryAfter, final Duration timeout) {
        if (attempts < 1 || retryAfter.toMillis() < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(part + ": attempts=" + attempts + " retry-after=" + retryAfter
                    + " timeout=" + timeout + " must be above 0");
        }
    }

    static NoticeContext pace(final Duration retryAfter, final Duration mostRetryAfter, final int attempts) {
        return NoticeContext.standard(
                Math.toIntExact(retryAfter.toMillis()), Math.toIntExact(mostRetryAfter.toMillis()), attempts);
    }
}
