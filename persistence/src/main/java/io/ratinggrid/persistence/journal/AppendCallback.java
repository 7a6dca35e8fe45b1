package io.ratinggrid.persistence.journal;

/** Receives the outcome of an append. */
public interface AppendCallback {
    /**
     * Runs once for each append, on any thread. It should hand the outcome on, after one read of the journal at most: while
     * it runs it holds one of the few threads that commit.
     */
    void onAppend(int partition, long sequence, AppendOutcome outcome);
}
