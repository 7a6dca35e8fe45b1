package io.ratinggrid.rating.catalog.source;

import io.ratinggrid.rating.catalog.model.DeckRow;

/**
 * A row of a deck's file.
 *
 * @param closes the sender says that the prefix is no longer offered from the row's date on
 */
record DeckLine(DeckRow row, boolean closes) {}
