package io.ratinggrid.ingest.intake;

import java.util.function.Consumer;

import io.ratinggrid.rating.command.ResultCode;

/** Those who wait for the answer to a command. */
public interface Waiters {
    /** To be called before the command is appended; {@code waiter} is told once, and should only hand on. */
    void add(int incarnation, int partition, long number, Consumer<ResultCode> waiter);
}
