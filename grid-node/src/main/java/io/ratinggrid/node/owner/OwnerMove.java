package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerState.BROKEN;
import static io.ratinggrid.node.owner.OwnerState.CLOSED;
import static io.ratinggrid.node.owner.OwnerState.FENCED;
import static io.ratinggrid.node.owner.OwnerState.FOLLOWING;
import static io.ratinggrid.node.owner.OwnerState.LOADING;
import static io.ratinggrid.node.owner.OwnerState.OPEN;
import static io.ratinggrid.node.owner.OwnerState.OPENING;
import static io.ratinggrid.node.owner.OwnerState.REPLAYING;

import java.util.Optional;
import java.util.stream.Stream;

/** The moves that {@link PartitionOwner} draws, for those who count them; no other is ever made. */
public enum OwnerMove {
    OPEN_ASKED(CLOSED, LOADING),
    LOADED(LOADING, REPLAYING),
    REPLAYED(REPLAYING, OPENING),
    /** Another's entry took the place of the opening entry: there is more to replay. */
    OPENED_SECOND(OPENING, REPLAYING),
    OPENED(OPENING, OPEN),

    FOLLOW_ASKED(CLOSED, FOLLOWING),
    FOLLOWING_OPEN_ASKED(FOLLOWING, LOADING),
    FOLLOWING_CLOSED(FOLLOWING, CLOSED),

    /** What was recovered is no longer in the journal. */
    OPENING_FENCED(OPENING, FENCED),
    /** Another's entry took the place of the next one, or the predecessor is gone. */
    OPEN_FENCED(OPEN, FENCED),
    FENCED_OPEN_ASKED(FENCED, LOADING),

    /** The images contradict themselves. */
    LOADING_BROKEN(LOADING, BROKEN),
    /** The journal contradicts itself or the images. */
    REPLAYING_BROKEN(REPLAYING, BROKEN),
    /** The opening entry cannot be applied. */
    OPENING_BROKEN(OPENING, BROKEN),
    /** A command threw. */
    OPEN_BROKEN(OPEN, BROKEN),
    BROKEN_OPEN_ASKED(BROKEN, LOADING),

    LOADING_CLOSED(LOADING, CLOSED),
    REPLAYING_CLOSED(REPLAYING, CLOSED),
    OPENING_CLOSED(OPENING, CLOSED),
    OPEN_CLOSED(OPEN, CLOSED),
    FENCED_CLOSED(FENCED, CLOSED),
    BROKEN_CLOSED(BROKEN, CLOSED);

    private final OwnerState from;
    private final OwnerState to;

    OwnerMove(final OwnerState from, final OwnerState to) {
        this.from = from;
        this.to = to;
    }

    public OwnerState from() {
        return from;
    }

    public OwnerState to() {
        return to;
    }

    /** The move between two states, if it is drawn. */
    public static Optional<OwnerMove> of(final OwnerState from, final OwnerState to) {
        return Stream.of(values())
                .filter(move -> move.from == from && move.to == to)
                .findFirst();
    }
}
