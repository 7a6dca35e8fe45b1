package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/** What an account owes on documents, and what it has paid (docs/RATING.md, "What is owed"). */
final class Receivables {
    /** Most invoices of an account that are open at once. */
    private static final int LIMIT = 256;

    private Receivables() {}

    /** False: one more document cannot be kept until another is paid. */
    static boolean hasRoom(final StateRecord head, final Catalog catalog) {
        return catalog.termDays() < 0 || InvoiceSlot.count(head) < LIMIT;
    }

    /** Adds what a credit limit looks at beside what is unbilled: open invoices, less what is paid ahead. */
    static void addExposure(final StateRecord head, final WideSum sum) {
        for (int slot = head.first(SlotKind.INVOICE); slot >= 0; slot = head.next(SlotKind.INVOICE, slot)) {
            sum.add(InvoiceSlot.open(head, slot));
        }
        sum.subtract(InvoiceSlot.ahead(head));
    }

    /** Takes up the document issued last: it is to be paid, or, below zero, is paid ahead. */
    static void issued(
            final Stage stage, final Account account, final Catalog catalog, final long atMs, final long total) {
        if (catalog.termDays() < 0) {
            return;
        }
        final StateRecord head = account.head();
        if (total < 0) {
            stage.put(EffectKind.PAID_AHEAD).field(Math.negateExact(total));
        } else {
            stage.put(EffectKind.INVOICE_OPENED)
                    .field(AccountSlot.lastDocument(head))
                    .field(Seconds.of(atMs))
                    .field(Seconds.of(BillCycle.endOfDays(Cycles.zone(account), atMs, catalog.termDays() + 1)))
                    .field(total);
        }
        stage.apply();
        allocate(stage, head);
    }

    /** The payment of an amount: to the invoice it names, then to those that are due first; the rest is paid ahead. */
    static ResultCode pay(
            final Stage stage,
            final Account account,
            final Command command,
            final CatalogHistory catalogs,
            final Cycles cycles) {
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
        stage.put(EffectKind.PAID_AHEAD).field(amount);
        stage.apply();
        if (command.quantity > 0) {
            allocate(stage, head, InvoiceSlot.find(head, command.quantity));
        }
        allocate(stage, head);
        return ResultCode.DONE;
    }

    /** Pays out what is paid ahead. */
    static ResultCode refund(
            final Stage stage,
            final Account account,
            final Command command,
            final CatalogHistory catalogs,
            final Cycles cycles) {
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
        stage.put(EffectKind.PAID_AHEAD).field(-amount);
        stage.apply();
        return ResultCode.DONE;
    }

    /** Scaled; 0 if there is none, or one that nobody can pay: it has more decimals than the currency. */
    private static long amount(final Command command, final Catalog catalog) {
        final long amount = command.hasAmount ? catalog.scaled(command.amountUnscaled, command.amountDecimals) : 0;
        return amount % catalog.money().scaledPerMinor() == 0 ? amount : 0;
    }

    private static void allocate(final Stage stage, final StateRecord head) {
        int slot = InvoiceSlot.oldest(head);
        while (slot >= 0 && InvoiceSlot.ahead(head) > 0) {
            allocate(stage, head, slot);
            slot = InvoiceSlot.oldest(head);
        }
    }

    private static void allocate(final Stage stage, final StateRecord head, final int slot) {
        stage.put(EffectKind.INVOICE_PAID)
                .field(InvoiceSlot.number(head, slot))
                .field(Math.min(InvoiceSlot.open(head, slot), InvoiceSlot.ahead(head)));
        stage.apply();
    }
}
