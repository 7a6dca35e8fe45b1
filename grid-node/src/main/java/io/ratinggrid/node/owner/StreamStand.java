package io.ratinggrid.node.owner;

/**
 * Where a stream stands in one partition, the answer to its hello.
 *
 * @param lastNumber number of its last command committed, 0 for none
 * @param chain checksum of that command
 */
public record StreamStand(Outcome outcome, long lastNumber, long chain) {

    /** Kinds of answers. */
    public enum Outcome {
        KNOWN,
        /** A higher session is known. */
        FENCED,
        /** The partition is not open; ask again. */
        NOT_OWNER
    }

    static final StreamStand FENCED = new StreamStand(Outcome.FENCED, 0, 0);
    static final StreamStand NOT_OWNER = new StreamStand(Outcome.NOT_OWNER, 0, 0);
}
