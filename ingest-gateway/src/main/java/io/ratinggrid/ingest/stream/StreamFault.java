package io.ratinggrid.ingest.stream;

/** Why a sender stopped for good. */
public enum StreamFault {
    /** A later process has the queue. */
    FENCED(false),
    /** The grid does not take this stream: another number of partitions, another format. */
    REFUSED(false),
    /** The grid has committed more than the queue holds: the queue lost its end. */
    GRID_AHEAD(true),
    /** The grid has committed other bytes under the same numbers. */
    DIFFERENT(true),
    /** The grid has forgotten commands that it had answered as committed, and said so for {@link SenderSettings#behindMs}. */
    GRID_BEHIND(false),
    /** The queue holds something else than what was appended, or can no longer be read. */
    QUEUE_DAMAGED(false),
    /** The gateway failed to keep an answer, or has an error. */
    FAILED(false);

    private final boolean newIncarnation;

    StreamFault(final boolean newIncarnation) {
        this.newIncarnation = newIncarnation;
    }

    /** True: the remedy is a new incarnation; false: a person has to look. */
    public boolean newIncarnation() {
        return newIncarnation;
    }
}
