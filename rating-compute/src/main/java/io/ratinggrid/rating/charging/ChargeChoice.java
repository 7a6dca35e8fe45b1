package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.BandCalendar;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.DeckTerms;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.PrefixIndex;
import io.ratinggrid.rating.catalog.Pricing;
import io.ratinggrid.rating.catalog.TierTable;
import io.ratinggrid.rating.command.Command;

/** Finds the charge that prices an event, and the terms of a band. Reused; one thread. */
final class ChargeChoice {
    private Command event;
    private int zone;
    private Charge charge;
    private Plan plan;
    private int startBand;
    private DeckTerms deckTerms;
    private TierTable table;
    private int row;

    /** Chooses; false: nothing prices it. */
    boolean choose(final Account account, final Command newEvent, final Catalog catalog, final int newZone) {
        event = newEvent;
        zone = newZone;
        return event.subscriber != 0 && choose(account.record(event.subscriber), catalog)
                || choose(account.head(), catalog);
    }

    /** Plans of one record in order of priority, then of subscribing. */
    private boolean choose(final StateRecord record, final Catalog catalog) {
        int lastPriority = Integer.MIN_VALUE;
        boolean more = true;
        while (more) {
            final int priority = nextPriority(record, catalog, lastPriority);
            more = priority != Integer.MAX_VALUE;
            if (more && chooseAt(record, catalog, priority)) {
                return true;
            }
            lastPriority = priority;
        }
        return false;
    }

    private int nextPriority(final StateRecord record, final Catalog catalog, final int after) {
        int next = Integer.MAX_VALUE;
        for (int slot = 0; slot < record.slots(); slot++) {
            final Plan candidate = held(record, slot, catalog);
            if (candidate != null) {
                final int priority = candidate.model().priority();
                if (priority > after && priority < next) {
                    next = priority;
                }
            }
        }
        return next;
    }

    private boolean chooseAt(final StateRecord record, final Catalog catalog, final int priority) {
        for (int slot = 0; slot < record.slots(); slot++) {
            final Plan candidate = held(record, slot, catalog);
            if (candidate != null && candidate.model().priority() == priority && choose(candidate)) {
                return true;
            }
        }
        return false;
    }

    private Plan held(final StateRecord record, final int slot, final Catalog catalog) {
        return record.kind(slot) == SlotKind.SUBSCRIPTION && SubscriptionSlot.holdsAt(record, slot, event.startMs)
                ? catalog.plan(SubscriptionSlot.plan(record, slot))
                : null;
    }

    private boolean choose(final Plan candidate) {
        for (final Charge each : candidate.charges(event.service)) {
            if (each.conditions().match(event, zone)) {
                final BandCalendar bands = each.bands();
                final int band = bands == null ? 0 : bands.bandAt(event.startMs);
                if (resolve(each, band)) {
                    charge = each;
                    plan = candidate;
                    startBand = band;
                    return true;
                }
            }
        }
        return false;
    }

    /** Finds the table or deck terms of a charge in a band; false: no row matches. */
    boolean resolve(final Charge candidate, final int band) {
        final Pricing pricing = candidate.pricing(band);
        deckTerms = null;
        table = pricing.table();
        row = PrefixIndex.NONE;
        if (pricing.deck() != null) {
            row = event.numberLength == 0
                    ? PrefixIndex.NONE
                    : pricing.deck().match(event.number, event.numberLength, event.startMs);
            if (row == PrefixIndex.NONE) {
                return false;
            }
            deckTerms = pricing.deck().terms(row);
            table = deckTerms.table();
        } else if (pricing.rows() != null) {
            table = match(pricing.rows());
            return table != null;
        }
        return true;
    }

    private TierTable match(final Pricing.MatrixRow[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].conditions().match(event, zone)) {
                row = i;
                return rows[i].table();
            }
        }
        return null;
    }

    Charge charge() {
        return charge;
    }

    Plan plan() {
        return plan;
    }

    int startBand() {
        return startBand;
    }

    /** Terms of the deck row last resolved, or null. */
    DeckTerms deckTerms() {
        return deckTerms;
    }

    /** Table last resolved; null: the event carries its price. */
    TierTable table() {
        return table;
    }

    /** Deck or matrix row last resolved, or {@link PrefixIndex#NONE}. */
    int row() {
        return row;
    }
}
