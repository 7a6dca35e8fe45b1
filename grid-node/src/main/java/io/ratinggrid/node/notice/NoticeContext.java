package io.ratinggrid.node.notice;

/**
 * Settings of how a node's notices go by one channel.
 *
 * @param mostSending most that are being sent at once
 * @param mostWaiting most of one partition that are looked after at once: sent, or waited with
 * @param mostEnded   most of one partition that have ended here and are not settled, since other channels still try
 * @param lookMs      milliseconds from hearing of notices until they are read
 * @param retryMs     milliseconds until a notice that was not taken is sent again; doubled each time
 * @param mostRetryMs most of that
 * @param attempts    after which a notice is given up
 * @param inOrder     those of one account are sent in order, each after the end of the one before
 */
public record NoticeContext(
        int mostSending,
        int mostWaiting,
        int mostEnded,
        int lookMs,
        int retryMs,
        int mostRetryMs,
        int attempts,
        boolean inOrder) {

    /** Settings for production, with a pace of its own. */
    public static NoticeContext standard(final int retryMs, final int mostRetryMs, final int attempts) {
        return new NoticeContext(32, 128, 1_024, 5, retryMs, mostRetryMs, attempts, false);
    }

    /** The same, but in order. */
    public NoticeContext ordered() {
        return new NoticeContext(mostSending, mostWaiting, mostEnded, lookMs, retryMs, mostRetryMs, attempts, true);
    }
}
