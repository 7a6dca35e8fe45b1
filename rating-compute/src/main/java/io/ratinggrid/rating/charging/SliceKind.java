package io.ratinggrid.rating.charging;

/** Why units of a slice cost what they cost. Stored in the journal: never reuse a number. */
public final class SliceKind {
    /** Within the free units of the session. */
    public static final int FREE = 1;
    /** Paid by a bucket; tier is the symbol of its type, detail its id. */
    public static final int BUCKET = 2;
    /** Priced; detail is the deck or matrix row, or -1. */
    public static final int PRICED = 3;
    /** Connect fee. */
    public static final int CONNECT = 4;
    /** Discounts, bounds and rounding of the session. */
    public static final int ADJUSTMENT = 5;
    /** Paid from a money bucket; tier is the symbol of its type, detail its id. */
    public static final int MONEY_BUCKET = 6;
    /** Put on the unbilled line. */
    public static final int UNBILLED = 7;

    /** Level that holds from now on, priced by its weight in the average; units is the level, detail the seconds it may hold. */
    public static final int LEVEL = 8;

    /** That level in a later cycle, which had opened with another; read from its own effect; detail is the cycle's start. */
    public static final int LEVEL_CARRIED = 9;

    private SliceKind() {}
}
