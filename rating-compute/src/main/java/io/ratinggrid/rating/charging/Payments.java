package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.PaymentSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/** Money that comes in and goes out (docs/RATING.md, "What is owed"). Guards first; effects last. One thread. */
final class Payments {
    private final Cycles cycles;

    Payments(final Cycles cycles) {
        this.cycles = cycles;
    }

    /** The payment of an amount: to the invoice it names, then to those that are due first; the rest is paid ahead. */
    ResultCode pay(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final long amount = amount(command, catalog);
        if (amount <= 0 || command.quantity < 0) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        final StateRecord head = account.head();
        if (command.quantity > 0 && InvoiceSlot.find(head, command.quantity) < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        Math.addExact(InvoiceSlot.ahead(head), amount);
        take(stage, head, command.atMs, amount);
        if (command.quantity > 0) {
            Receivables.allocate(stage, head, InvoiceSlot.find(head, command.quantity));
        }
        Receivables.allocate(stage, head);
        return ResultCode.DONE;
    }

    /** Pays out what is paid ahead. */
    ResultCode refund(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final long amount = amount(command, catalog);
        if (amount <= 0) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        if (amount > InvoiceSlot.ahead(account.head())) {
            return ResultCode.UNFUNDED;
        }
        take(stage, account.head(), command.atMs, -amount);
        return ResultCode.DONE;
    }

    private static void take(final Stage stage, final StateRecord head, final long atMs, final long amount) {
        stage.put(EffectKind.PAYMENT_TAKEN)
                .field(Math.addExact(PaymentSlot.last(head), 1))
                .field(atMs)
                .field(amount);
        stage.put(EffectKind.PAID_AHEAD).field(amount);
        stage.apply();
    }

    /** Scaled; 0 if there is none, or one that nobody can pay: it has more decimals than the currency. */
    static long amount(final Command command, final Catalog catalog) {
        final long amount = command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0;
        return amount % catalog.money().scaledPerMinor() == 0 ? amount : 0;
    }
}
