package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;

/**
 * What the next bill would be if nothing more came: the oldest cycle that is open is closed on a copy of the account, when its
 * grace is over. Copies the account, so it is for questions, not for the way of events. Reused; one thread.
 */
public final class NextInvoice {
    private final CatalogHistory catalogs;
    private final RatingEngine engine;
    private final Command command = new Command();
    private final ByteSink effects = new ByteSink(1 << 10);

    public NextInvoice(final CatalogHistory catalogs) {
        this.catalogs = catalogs;
        engine = new RatingEngine(catalogs);
    }

    /** Effects of the closing, the document of the cycle among them if there would be one; valid until the next call. */
    public ByteSink of(final Account account) {
        effects.truncate(0);
        if (Cycles.isOpen(account)) {
            command.reset(CommandType.CLOSE_CYCLE);
            command.atMs = closesMs(account);
            engine.execute(account.copy(), account.head().sequence(), command, effects);
        }
        return effects;
    }

    /** Start of the cycle that the next bill is of, seconds; 0: no cycle is open. */
    public static long cycle(final Account account) {
        return AccountSlot.closedUntil(account.head());
    }

    /** When that cycle ends, milliseconds; a cycle must be open. */
    public long endsMs(final Account account) {
        return Cycles.endOf(account, cycle(account)) * 1000;
    }

    /** When that cycle may be closed, milliseconds; a cycle must be open. */
    public long closesMs(final Account account) {
        final long toMs = endsMs(account);
        return toMs + catalogs.at(toMs - 1).graceMs();
    }
}
