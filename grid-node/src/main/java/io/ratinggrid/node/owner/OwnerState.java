package io.ratinggrid.node.owner;

/** Where a {@link PartitionOwner} stands; its page draws the moves, {@link OwnerMove} lists them. */
public enum OwnerState {
    /** Not asked to own the partition, holds nothing. */
    CLOSED,
    /** Not asked to own the partition; keeps up with the copy of its journal that is here, to be open soon if it is asked. */
    FOLLOWING,
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
    BROKEN
}
