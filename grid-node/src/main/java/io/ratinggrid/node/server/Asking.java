package io.ratinggrid.node.server;

import java.util.concurrent.CompletableFuture;

import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/** The way of an HTTP port to the owners of accounts. Any thread; no call blocks. */
public interface Asking {
    /** Completes with what the owner says, or with a refusal if it is not reached; never exceptionally. */
    CompletableFuture<AskAnswer> ask(Ask ask);

    /** Of the grid. */
    int partitions();
}
