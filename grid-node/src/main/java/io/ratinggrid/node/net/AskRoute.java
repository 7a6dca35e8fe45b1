package io.ratinggrid.node.net;

import java.util.function.Consumer;

import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/** Brings what is asked to the owner of its partition. Any thread; no call blocks. */
public interface AskRoute {
    /** Answers once, on any thread; the handler should only hand on. */
    void ask(Ask ask, Consumer<AskAnswer> handler);
}
