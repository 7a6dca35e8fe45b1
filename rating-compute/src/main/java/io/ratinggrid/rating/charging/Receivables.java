package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.effect.EffectKind;

/** What an account owes on documents, and what it has paid ahead (docs/RATING.md, "What is owed"). */
final class Receivables {
    /** Most invoices of an account that are open at once. */
    private static final int LIMIT = 256;

    private Receivables() {}

    /** False: one more document cannot be kept until another is paid. */
    static boolean hasRoom(final StateRecord head, final Catalog catalog) {
        return catalog.termDays() < 0 || InvoiceSlot.count(head) < LIMIT;
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

    /** Takes up what a credit note gives back: to the invoice that it credits, then to others; the rest is paid ahead. */
    static void credited(
            final Stage stage, final StateRecord head, final Catalog catalog, final long number, final long amount) {
        if (catalog.termDays() < 0) {
            return;
        }
        Math.addExact(InvoiceSlot.ahead(head), amount);
        stage.put(EffectKind.PAID_AHEAD).field(amount);
        stage.apply();
        final int slot = InvoiceSlot.find(head, number);
        if (slot >= 0) {
            allocate(stage, head, slot);
        }
        allocate(stage, head);
    }

    /** What is paid ahead to the open invoices, those that are due first before others. */
    static void allocate(final Stage stage, final StateRecord head) {
        int slot = InvoiceSlot.oldest(head);
        while (slot >= 0 && InvoiceSlot.ahead(head) > 0) {
            allocate(stage, head, slot);
            slot = InvoiceSlot.oldest(head);
        }
    }

    /** What is paid ahead to one open invoice. */
    static void allocate(final Stage stage, final StateRecord head, final int slot) {
        stage.put(EffectKind.INVOICE_PAID)
                .field(InvoiceSlot.number(head, slot))
                .field(Math.min(InvoiceSlot.open(head, slot), InvoiceSlot.ahead(head)));
        stage.apply();
    }
}
