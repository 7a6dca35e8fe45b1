package io.ratinggrid.node.notice;

/**
 * Settings of a node's notices.
 *
 * @param mostSending most that are being sent at once
 * @param mostWaiting most of one partition that are looked after at once: sent, waited with, or settled
 * @param lookMs      milliseconds from hearing of notices until they are read
 * @param retryMs     milliseconds until a notice that was not taken is sent again; doubled each time
 * @param mostRetryMs most of that
 * @param attempts    after which a notice is given up
 * @param lostMs      milliseconds after which the answer to a command is not waited for any longer
 */
public record NoticeContext(
        int mostSending, int mostWaiting, int lookMs, int retryMs, int mostRetryMs, int attempts, int lostMs) {

    /** Settings for production, with a pace of its own. */
    public static NoticeContext standard(final int retryMs, final int mostRetryMs, final int attempts) {
        return new NoticeContext(32, 128, 5, retryMs, mostRetryMs, attempts, 10_000);
    }
}
