package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BandCalendar;
import io.ratinggrid.rating.catalog.BandStretch;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.command.Command;

/** Finds the charge that prices an event, and its price in a band. Reused; one thread. */
final class ChargeChoice {
    private final BandStretch stretch;
    private final PlanList plans = new PlanList();
    private final BandPrice startPrice = new BandPrice();
    private final BandPrice otherPrice = new BandPrice();
    private Command event;
    private int zone;
    private Charge charge;
    private Plan plan;
    private int startBand;

    ChargeChoice(final BandStretch stretch) {
        this.stretch = stretch;
    }

    /** Chooses; false: nothing prices it. */
    boolean choose(final Account account, final Command newEvent, final Catalog catalog, final int newZone) {
        event = newEvent;
        zone = newZone;
        return event.subscriber != 0 && choose(account.record(event.subscriber), catalog)
                || choose(account.head(), catalog);
    }

    private boolean choose(final StateRecord record, final Catalog catalog) {
        plans.gather(record, catalog, event.startMs);
        for (int i = 0; i < plans.size(); i++) {
            if (choose(plans.plan(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean choose(final Plan candidate) {
        for (final Charge each : candidate.charges(event.service)) {
            if (each.conditions().match(event, zone)) {
                final BandCalendar bands = each.bands();
                final int band = bands == null ? 0 : stretch.bandAt(bands, event.startMs);
                if (startPrice.resolve(each, band, event, zone)) {
                    charge = each;
                    plan = candidate;
                    startBand = band;
                    return true;
                }
            }
        }
        return false;
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

    /** Price of the band that the event starts in. */
    BandPrice startPrice() {
        return startPrice;
    }

    /** Price of a band, valid until the next call, or null if no row matches. */
    BandPrice price(final int band) {
        if (band == startBand) {
            return startPrice;
        }
        return otherPrice.resolve(charge, band, event, zone) ? otherPrice : null;
    }
}
