package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.DocumentSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/** Open invoices that are not to be paid any more (docs/RATING.md, "Void invoices"). Guards first; effects last. One thread. */
final class VoidInvoices {
    /** The line on which what void invoices billed waits for the next document. */
    static final String LINE = "From void invoices";

    private final Cycles cycles;

    VoidInvoices(final Cycles cycles) {
        this.cycles = cycles;
    }

    /** Makes an invoice void on which nothing was paid or credited; what it billed is unbilled again. */
    ResultCode makeVoid(
            final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        if (catalogs.at(command.atMs) == null) {
            return ResultCode.NO_CATALOG;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        final StateRecord head = account.head();
        final int open = InvoiceSlot.find(head, command.quantity);
        final int document = DocumentSlot.find(head, command.quantity);
        if (open < 0 || document < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        if (InvoiceSlot.paid(head, open) != 0 || DocumentSlot.credited(head, document) != 0) {
            return ResultCode.INVALID_VALUE;
        }
        final long total = InvoiceSlot.total(head, open);
        stage.protect(0);
        Lines.charge(stage, head, catalogs, LINE, Cycles.cycleOf(account, command.atMs), total);
        stage.put(EffectKind.INVOICE_VOIDED).field(command.quantity).field(total);
        stage.apply();
        return ResultCode.DONE;
    }
}
