package io.ratinggrid.node.notice;

import java.util.Optional;
import java.util.function.Consumer;

/** Where notices go. */
public interface NoticeChannel {
    /** Sends a notice and returns at once. {@code outcome} hears once, on any thread: empty, it was taken; else why it was not. */
    void send(Notice notice, Consumer<Optional<String>> outcome);

    /** Gives up what it holds; what is being sent may be taken or not. Does not wait. */
    default void close() {}
}
