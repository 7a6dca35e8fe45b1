package io.ratinggrid.node.owner;

import io.ratinggrid.node.image.StreamPosition;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.wire.CommandChain;

/** How far one stream has come in a partition, and the answers of its latest run. */
final class StreamState {
    /** Session of a retired stream: everything that comes later is fenced. */
    static final long RETIRED = Long.MAX_VALUE;

    private final StreamId id;
    private long session;
    private long fence;
    private long lastNumber;
    private long chain = CommandChain.START;
    private long lastSequence;
    private long recentFirst = 1;
    private byte[] recentCodes = {};

    StreamState(final StreamId id) {
        this.id = id;
    }

    StreamState(final StreamPosition position) {
        id = new StreamId(position.streamHigh(), position.streamLow());
        session = position.session();
        fence = session;
        lastNumber = position.lastNumber();
        chain = position.chain();
        lastSequence = position.lastSequence();
        recentFirst = lastNumber + 1;
    }

    StreamId id() {
        return id;
    }

    /** Lowest session that is served: the highest heard of, journaled or not. */
    long fence() {
        return fence;
    }

    /** Fences the sessions below. */
    void hear(final long newSession) {
        fence = Math.max(fence, newSession);
    }

    long lastNumber() {
        return lastNumber;
    }

    long chain() {
        return chain;
    }

    long lastSequence() {
        return lastSequence;
    }

    boolean isRetired() {
        return session == RETIRED;
    }

    /** False for a stream of which nothing is journaled. */
    boolean isJournaled() {
        return lastSequence > 0;
    }

    StreamPosition position() {
        return new StreamPosition(id.high(), id.low(), session, lastNumber, chain, lastSequence);
    }

    /** True if {@link #recentCode} knows all answers from this number on. */
    boolean remembers(final long firstNumber) {
        return firstNumber >= recentFirst;
    }

    byte recentCode(final long number) {
        return recentCodes[(int) (number - recentFirst)];
    }

    /**
     * Moves on by a run of an entry.
     *
     * @param codes of the run's commands
     * @throws IllegalStateException if the run does not follow
     */
    void advance(final StreamRun run, final long sequence, final byte[] codes) {
        if (run.firstNumber() != lastNumber + 1
                || run.previousSequence() != lastSequence
                || codes.length != run.count()) {
            throw new IllegalStateException("stream run does not follow: stream=" + id + " run=" + run + " sequence="
                    + sequence + " lastNumber=" + lastNumber + " lastSequence=" + lastSequence);
        }
        session = run.session();
        hear(session);
        lastNumber = run.lastNumber();
        chain = run.chain();
        lastSequence = sequence;
        recentFirst = run.firstNumber();
        recentCodes = codes;
    }
}
