package io.ratinggrid.rating.charging;

import java.math.RoundingMode;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.LegalEntitySlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Issues documents: each line is the rounded total of its cycle so far less what earlier documents billed (SEMANTICS.md 18).
 * Reused; one thread.
 */
final class Documents {
    /** Most documents of an account that wait for their numbers: they are part of its head, which is copied with many a command. */
    private static final int MOST_AWAITED = 256;

    private final ItemNumbers items;
    private final ExactAmount amount = new ExactAmount();
    private final WideSum sum = new WideSum();
    /** Of the document that is being made. */
    private DocumentKind kind;

    Documents(final ItemNumbers items) {
        this.items = items;
    }

    /** One line, at once. */
    void issueLine(
            final Stage stage,
            final Account account,
            final Catalog catalog,
            final long atMs,
            final int line,
            final long cycleFrom) {
        final StateRecord head = account.head();
        final int slot = LineSlot.find(head, line, cycleFrom, 0);
        final long due = slot < 0 ? 0 : due(head, slot, catalog);
        if (due > 0 && hasRoom(head, catalog)) {
            kind = DocumentKind.IMMEDIATE;
            putDocument(stage, account, catalog, atMs, due);
            putLine(stage, head, slot, catalog);
            stage.apply();
            Receivables.issued(stage, account, catalog, atMs, due);
        }
    }

    /** Everything unbilled, if it has reached the plan's threshold. */
    void issueAtThreshold(
            final Stage stage, final Account account, final Catalog catalog, final long atMs, final Plan plan) {
        final StateRecord head = account.head();
        final boolean again = plan.model().threshold().orElseThrow().recurring();
        if (!again && AccountSlot.thresholdFired(head)) {
            return;
        }
        kind = DocumentKind.THRESHOLD;
        final long total = total(head, catalog, Long.MAX_VALUE);
        if (total >= plan.threshold() && hasRoom(head, catalog)) {
            issue(stage, account, catalog, atMs, total, Long.MAX_VALUE);
        }
    }

    /**
     * Every unbilled line of cycles that start at or before {@code lastCycle}, and fees after it, if they come to more than 0;
     * else false.
     */
    boolean issueAll(
            final Stage stage,
            final Account account,
            final Catalog catalog,
            final DocumentKind newKind,
            final long atMs,
            final long lastCycle) {
        final StateRecord head = account.head();
        kind = newKind;
        final long total = total(head, catalog, lastCycle);
        if (total <= 0 || !hasRoom(head, catalog)) {
            return false;
        }
        issue(stage, account, catalog, atMs, total, lastCycle);
        return true;
    }

    /** Every unbilled fee and credit that does not wait for the cycle's document, if they come to less than 0. */
    void refund(final Stage stage, final Account account, final Catalog catalog, final long atMs) {
        final StateRecord head = account.head();
        kind = DocumentKind.REFUND;
        final long total = total(head, catalog, 0);
        if (total < 0) {
            issue(stage, account, catalog, atMs, total, 0);
        }
    }

    /** What usage lines have come to below what was billed of them, as an amount above 0; 0: nothing. */
    long overbilled(final StateRecord head, final Catalog catalog) {
        sum.clear();
        for (int slot = 0; slot < head.slots(); slot++) {
            if (isOverbilled(head, slot, catalog)) {
                sum.subtract(due(head, slot, catalog));
            }
        }
        return sum.exact();
    }

    private boolean isOverbilled(final StateRecord head, final int slot, final Catalog catalog) {
        return head.kind(slot) == SlotKind.LINE
                && (LineSlot.flags(head, slot) == 0 || LineSlot.flags(head, slot) == LineSlot.SPEND)
                && due(head, slot, catalog) < 0;
    }

    /** A credit note of an amount: of one line, or, where that is -1, of all that are overbilled. */
    void issueCredit(
            final Stage stage,
            final Account account,
            final Catalog catalog,
            final long atMs,
            final int only,
            final long amount) {
        final StateRecord head = account.head();
        kind = DocumentKind.CREDIT_NOTE;
        putDocument(stage, account, catalog, atMs, Math.negateExact(amount));
        for (int slot = 0; slot < head.slots(); slot++) {
            if (only < 0 ? isOverbilled(head, slot, catalog) : slot == only) {
                putLine(stage, head, slot, catalog);
            }
        }
        stage.apply();
    }

    private void issue(
            final Stage stage,
            final Account account,
            final Catalog catalog,
            final long atMs,
            final long total,
            final long lastCycle) {
        final StateRecord head = account.head();
        putDocument(stage, account, catalog, atMs, total);
        for (int slot = 0; slot < head.slots(); slot++) {
            if (billable(head, slot, lastCycle) && due(head, slot, catalog) != 0) {
                putLine(stage, head, slot, catalog);
            }
        }
        stage.apply();
        Receivables.issued(stage, account, catalog, atMs, total);
    }

    /** Throws {@link ArithmeticException} if it is more than an amount can say. */
    private long total(final StateRecord head, final Catalog catalog, final long lastCycle) {
        sum.clear();
        for (int slot = 0; slot < head.slots(); slot++) {
            if (billable(head, slot, lastCycle)) {
                sum.add(due(head, slot, catalog));
            }
        }
        return sum.exact();
    }

    private boolean billable(final StateRecord head, final int slot, final long lastCycle) {
        if (head.kind(slot) != SlotKind.LINE) {
            return false;
        }
        final int flags = LineSlot.flags(head, slot);
        if ((flags & LineSlot.CARRIED) != 0) {
            return kind == DocumentKind.CYCLE;
        }
        return (flags & LineSlot.FEE) != 0
                || (flags == 0 || flags == LineSlot.SPEND) && LineSlot.from(head, slot) <= lastCycle;
    }

    private long rounded(final StateRecord head, final int slot, final Catalog catalog) {
        return LineSlot.amount(head, slot, amount).rounded(catalog.money().scaledPerMinor(), RoundingMode.HALF_UP);
    }

    /** What the next document would bill of a line. */
    long due(final StateRecord head, final int slot, final Catalog catalog) {
        return Math.subtractExact(rounded(head, slot, catalog), LineSlot.billed(head, slot));
    }

    private void putDocument(
            final Stage stage, final Account account, final Catalog catalog, final long atMs, final long total) {
        final StateRecord head = account.head();
        final long number = AccountSlot.lastDocument(head) + 1L;
        if (catalog.legalEntity() != 0) {
            final int chosen = LegalEntitySlot.entity(head);
            stage.put(EffectKind.NUMBER_ASKED)
                    .field(items.take())
                    .field(number)
                    .field(chosen == 0 ? catalog.legalEntity() : chosen)
                    .field(BillCycle.year(Cycles.zone(account), atMs));
        }
        stage.put(EffectKind.DOCUMENT_ISSUED)
                .field(kind.number())
                .field(number)
                .field(AccountSlot.cycleFrom(head))
                .field(AccountSlot.cycleTo(head))
                .field(atMs)
                .field(total);
    }

    /** False: one more document cannot be kept until another is paid, or has got its number. */
    private static boolean hasRoom(final StateRecord head, final Catalog catalog) {
        return Receivables.hasRoom(head, catalog)
                && (catalog.legalEntity() == 0 || DocumentNumberSlot.awaited(head) < MOST_AWAITED);
    }

    private void putLine(final Stage stage, final StateRecord head, final int slot, final Catalog catalog) {
        final long rounded = rounded(head, slot, catalog);
        stage.put(EffectKind.DOCUMENT_LINE)
                .field(LineSlot.line(head, slot))
                .field(LineSlot.from(head, slot))
                .field(LineSlot.flags(head, slot))
                .field(rounded)
                .field(LineSlot.billed(head, slot))
                .field(Math.subtractExact(rounded, LineSlot.billed(head, slot)));
    }
}
