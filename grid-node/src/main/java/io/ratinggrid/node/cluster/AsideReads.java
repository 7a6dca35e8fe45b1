package io.ratinggrid.node.cluster;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/** Runs steps of answers that block, or take long. Any thread. */
final class AsideReads {
    private final Executor reads;
    private final int retryAfterMs;

    /** {@code reads} may refuse. */
    AsideReads(final Executor reads, final int retryAfterMs) {
        this.reads = reads;
        this.retryAfterMs = retryAfterMs;
    }

    /** What the step throws is the answer. */
    void run(final Ask ask, final Consumer<AskAnswer> handler, final Runnable step) {
        try {
            reads.execute(() -> {
                try {
                    step.run();
                } catch (final AbsentException e) {
                    handler.accept(AskAnswer.absent(ask, e.getMessage()));
                } catch (final RuntimeException e) {
                    handler.accept(AskAnswer.failed(ask, "it cannot be read: " + e.getMessage()));
                }
            });
        } catch (final RejectedExecutionException e) {
            handler.accept(AskAnswer.refused(ask, AskAnswer.Outcome.BUSY, retryAfterMs));
        }
    }
}
