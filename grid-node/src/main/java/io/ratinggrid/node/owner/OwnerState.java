package io.ratinggrid.node.owner;

import java.util.EnumSet;
import java.util.Set;

/** Where a {@link PartitionOwner} stands; its page draws the moves. */
public enum OwnerState {
    /** Not asked to own the partition, holds nothing. */
    CLOSED,
    /** Reads the images. */
    LOADING,
    /** Applies the journal after the images, until nothing more is there. */
    REPLAYING,
    /** Appends the opening entry. */
    OPENING,
    /** Carries out commands and answers. */
    OPEN,
    /** Another owner's entry stands where this one's should: dropped all, may open again. */
    FENCED,
    /** What was read or done contradicts itself: dropped all, for people to look at. */
    BROKEN;

    /** Where a partition can go from here in one move: the edges of the drawing. */
    public Set<OwnerState> next() {
        return switch (this) {
            case CLOSED -> EnumSet.of(LOADING);
            case LOADING -> EnumSet.of(REPLAYING, CLOSED, BROKEN);
            case REPLAYING -> EnumSet.of(OPENING, CLOSED, BROKEN);
            case OPENING -> EnumSet.of(OPEN, REPLAYING, CLOSED);
            case OPEN -> EnumSet.of(FENCED, CLOSED, BROKEN);
            case FENCED, BROKEN -> EnumSet.of(LOADING, CLOSED);
        };
    }
}
