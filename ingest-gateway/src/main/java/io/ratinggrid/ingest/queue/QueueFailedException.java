package io.ratinggrid.ingest.queue;

/**
 * The queue cannot be relied on any more: a write or a force failed, or what is read back is not what was written. After a
 * failed force the pages count as clean, so nothing is tried again: the process has to stop and recover.
 */
public final class QueueFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QueueFailedException(final String message) {
        super(message);
    }

    public QueueFailedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
