package io.ratinggrid.perf.faults;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The way into a gateway. Any thread. */
interface GatewayLink {

    /**
     * What a gateway said to some lines.
     *
     * @param outcome      of all of them
     * @param codes        result code of each if they are committed
     * @param retryAfterMs when to ask again if it was refused
     */
    record Reply(Outcome outcome, List<Integer> codes, long retryAfterMs) {}

    /** What became of lines. */
    enum Outcome {
        COMMITTED,
        /** In the queue of the gateway. */
        ACCEPTED,
        /** Nothing of it was taken. */
        REFUSED
    }

    /**
     * Sends lines to a gateway. Fails if nothing is known of them: they may have been taken or not.
     *
     * @param committed whether to wait until all of them are committed
     */
    CompletableFuture<Reply> send(String gateway, List<Line> lines, boolean committed);
}
