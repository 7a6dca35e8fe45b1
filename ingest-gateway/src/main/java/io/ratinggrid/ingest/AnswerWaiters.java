package io.ratinggrid.ingest;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.ratinggrid.ingest.suspense.StreamPlace;
import io.ratinggrid.rating.command.ResultCode;

/** Who waits for the answer to which command. Any thread. */
final class AnswerWaiters {
    private final ConcurrentHashMap<StreamPlace, Consumer<ResultCode>> waiting = new ConcurrentHashMap<>();

    /** To be called before the command is appended. */
    void add(final StreamPlace place, final Consumer<ResultCode> waiter) {
        waiting.put(place, waiter);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void answer(final StreamPlace place, final ResultCode code) {
        final Consumer<ResultCode> waiter = waiting.remove(place);
        if (waiter != null) {
            waiter.accept(code);
        }
    }

    /** The command got another place. */
    void move(final StreamPlace from, final StreamPlace to) {
        final Consumer<ResultCode> waiter = waiting.remove(from);
        if (waiter != null) {
            waiting.put(to, waiter);
        }
    }
}
