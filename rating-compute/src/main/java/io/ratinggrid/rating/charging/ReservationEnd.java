package io.ratinggrid.rating.charging;

/** Why a reservation ended. Stored in effects: never reuse a number. */
public final class ReservationEnd {
    /** What was used is charged. */
    public static final int COMMITTED = 1;
    /** Its session gave it back, or reserved anew without saying what was used. */
    public static final int RELEASED = 2;
    /** Nobody was heard of before its time was over. */
    public static final int LAPSED = 3;

    private ReservationEnd() {}
}
