package io.ratinggrid.rating.catalog.model;

/** How a tier table makes a price of a quantity: the f of f(after) - f(before). */
public enum Shape {
    /** Each unit at the price of its own tier, plus the flat fee of every tier entered. */
    GRADUATED,
    /** All units at the price of the tier that the total falls in, plus that tier's flat fee. */
    VOLUME,
    /** The flat price of the tier that the total falls in. */
    STAIR_STEP,
    /** Started blocks of {@code price.per} units at {@code price.amount} each (one tier). */
    PACKAGE_UP,
    /** Complete blocks only. */
    PACKAGE_DOWN
}
