package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;

/** What the statement of an account's current cycle would be if the cycle ended now. Changes nothing. Reused; one thread. */
public final class OpenStatement {
    private final CatalogHistory catalogs;
    private final Statements statements = new Statements();
    private final Stage stage = new Stage();
    private final ByteSink effects = new ByteSink(1 << 10);

    public OpenStatement(final CatalogHistory catalogs) {
        this.catalogs = catalogs;
    }

    /**
     * Effects {@code STATEMENT} and {@code STATEMENT_BUCKET} as of a time, or of the end of the cycle if that is before; valid until
     * the next call. None if the account has no cycle or no bucket.
     *
     * @param timeMs no time before the latest command of the account, milliseconds
     * @throws ArithmeticException if a sum leaves the range of amounts
     */
    public ByteSink of(final Account account, final long timeMs) {
        effects.truncate(0);
        final long ends = AccountSlot.cycleTo(account.head());
        final Catalog catalog = catalogs.at(ends * 1000);
        if (Cycles.isOpen(account) && catalog != null) {
            stage.begin(effects, account, account.head().sequence());
            statements.putLines(stage, account, catalog, Math.min(Seconds.of(timeMs), ends));
        }
        return effects;
    }
}
