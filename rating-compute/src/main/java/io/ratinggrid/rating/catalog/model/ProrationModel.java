package io.ratinggrid.rating.catalog.model;

/**
 * How the fee of a part of a cycle is counted (SEMANTICS.md 19).
 *
 * @param bySecond       true: elapsed seconds; false: half-open local days
 * @param days           denominator in days; 0: the actual ones of the cycle
 * @param changeDayIsOld true: the day of a change belongs to what was before it
 * @param unused         what becomes of a fee in advance for the time that is not used
 * @param later          true: what a change comes to waits for the next document
 */
public record ProrationModel(boolean bySecond, int days, boolean changeDayIsOld, Unused unused, boolean later) {

    /** What becomes of the part of a fee in advance that is not used. */
    public enum Unused {
        /** Credited on the document of the change. */
        NET,
        /** Credited on the document of the cycle. */
        CARRY,
        /** Credited on the document of the change, which is paid out if it comes to less than zero. */
        REFUND,
        /** Not given back. */
        KEEP
    }
}
