package io.ratinggrid.perf.wire;

import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.rating.command.Command;

/** What becomes of events that come over a connection. One thread calls. */
public interface EventTaker {
    /** Takes many; waits for room. They are the caller's again when it returns. */
    void takeAll(IntakeBuffer commands) throws InterruptedException;

    /** Takes one, which is the caller's again when it returns; waits for room. {@code committed} is run once it is, by any thread. */
    void take(Command command, Runnable committed) throws InterruptedException;

    /** Waits until all that was taken is committed. */
    void awaitCommitted() throws InterruptedException;
}
