package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.DeckTerms;
import io.ratinggrid.rating.catalog.Increments;
import io.ratinggrid.rating.catalog.PrefixIndex;
import io.ratinggrid.rating.catalog.Pricing;
import io.ratinggrid.rating.catalog.TierTable;
import io.ratinggrid.rating.command.Command;

/** What a charge asks an event for in one band: its table, or the row of its deck or matrix that matches. Reused; one thread. */
final class BandPrice {
    private Charge charge;
    private Pricing pricing;
    private TierTable table;
    private DeckTerms deckTerms;
    private int row;

    /** Takes up the price of a band; false: no row matches. */
    boolean resolve(final Charge newCharge, final int band, final Command event, final int zone) {
        charge = newCharge;
        pricing = charge.pricing(band);
        deckTerms = null;
        table = pricing.table();
        row = PrefixIndex.NONE;
        if (pricing.deck() != null) {
            return match(event);
        }
        return pricing.rows() == null || match(pricing.rows(), event, zone);
    }

    private boolean match(final Command event) {
        if (event.numberLength > 0) {
            row = pricing.deck().match(event.number, event.numberLength, event.startMs);
        }
        if (row == PrefixIndex.NONE) {
            return false;
        }
        deckTerms = pricing.deck().terms(row);
        table = deckTerms.table();
        return true;
    }

    private boolean match(final Pricing.MatrixRow[] rows, final Command event, final int zone) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].conditions().match(event, zone)) {
                row = i;
                table = rows[i].table();
                return true;
            }
        }
        return false;
    }

    /** Null: the event carries its price. */
    TierTable table() {
        return table;
    }

    /** Deck or matrix row, or {@link PrefixIndex#NONE}. */
    int row() {
        return row;
    }

    /** The event carries its price. */
    boolean carried() {
        return pricing.carried();
    }

    /** Base units that the carried amount pays for. */
    long carriedPer() {
        return pricing.carriedPer();
    }

    Increments increments() {
        return deckTerms != null && deckTerms.increments() != null ? deckTerms.increments() : charge.increments();
    }

    long connectFee() {
        return deckTerms == null ? charge.connectFee() : deckTerms.connectFee();
    }

    /** Length of the prefix that matched in a deck, 0 without one. */
    int matchedLength() {
        return deckTerms == null ? 0 : pricing.deck().prefixLength(row);
    }
}
