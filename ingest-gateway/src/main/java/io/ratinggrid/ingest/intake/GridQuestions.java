package io.ratinggrid.ingest.intake;

import java.util.concurrent.CompletableFuture;

import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/** The way to ask the grid about an account. Any thread; what cannot be answered is given up after some seconds. */
@FunctionalInterface
public interface GridQuestions {
    CompletableFuture<AskAnswer> ask(Ask ask);
}
