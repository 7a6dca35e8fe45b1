package io.ratinggrid.rating.catalog.source;

import java.util.Locale;

/**
 * What an import does to a deck, in rows.
 *
 * @param added     prefixes that had no price at that time
 * @param closed    prefixes that have no price any more
 * @param raised    a higher price
 * @param lowered   a lower price
 * @param altered   the same price with another name, increment, connect fee or end
 * @param unchanged nothing new
 */
public record DeckChanges(int added, int closed, int raised, int lowered, int altered, int unchanged) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d added, %,d closed, %,d raised, %,d lowered, %,d altered, %,d unchanged",
                added,
                closed,
                raised,
                lowered,
                altered,
                unchanged);
    }
}
