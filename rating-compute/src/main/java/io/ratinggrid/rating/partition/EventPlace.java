package io.ratinggrid.rating.partition;

/**
 * Where the journal tells of an event.
 *
 * @param sequence    of the entry in which it was carried out; 0: it never was, or so long ago that it is forgotten
 * @param cancelled   whether it is taken back, or about to be
 * @param cancelledBy sequence of the entry of the command that says so; 0: none does, or it is not kept
 */
public record EventPlace(long sequence, boolean cancelled, long cancelledBy) {
    static final EventPlace NONE = new EventPlace(0, false, 0);
}
