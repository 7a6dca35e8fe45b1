package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.DocumentSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * Documents that take back what another one billed (docs/RATING.md, "Credit notes"). Guards first; effects last. One thread.
 */
final class CreditNotes {
    private static final int ALL_LINES = -1;

    private final Cycles cycles;
    private final Documents documents;

    CreditNotes(final Cycles cycles, final Documents documents) {
        this.cycles = cycles;
        this.documents = documents;
    }

    /** Of an amount on a line; or, where none is given, of what is overbilled. */
    ResultCode issue(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(command.atMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        final long given = command.hasAmount ? Payments.amount(command, catalog) : 0;
        if (command.hasAmount ? given <= 0 || command.name.isEmpty() : !command.name.isEmpty()) {
            return ResultCode.INVALID_VALUE;
        }
        cycles.turnTo(stage, account, catalogs, command.atMs);
        final StateRecord head = account.head();
        final int credited = DocumentSlot.find(head, command.quantity);
        if (command.quantity <= 0 || credited < 0) {
            return ResultCode.UNKNOWN_NAME;
        }
        final long amount = command.hasAmount ? given : documents.overbilled(head, catalog);
        if (amount <= 0 || amount > left(head, credited)) {
            return ResultCode.INVALID_VALUE;
        }
        stage.protect(0);
        final int line = command.hasAmount
                ? Lines.credit(stage, head, catalogs, command.name, Cycles.cycleOf(account, command.atMs), amount)
                : ALL_LINES;
        documents.issueCredit(stage, account, catalog, command.atMs, line, amount);
        stage.put(EffectKind.CREDITED)
                .field(AccountSlot.lastDocument(head))
                .field(command.quantity)
                .field(amount);
        stage.apply();
        Receivables.credited(stage, head, catalog, command.quantity, amount);
        return ResultCode.DONE;
    }

    /** What may still be taken back of a document; below 0 of one that gave back itself, 0 of one that is void. */
    private static long left(final StateRecord head, final int slot) {
        return DocumentSlot.isVoid(head, slot)
                ? 0
                : Math.subtractExact(DocumentSlot.total(head, slot), DocumentSlot.credited(head, slot));
    }
}
