package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;

/** What a credit limit is compared with: what is unbilled and what is open, less what is paid ahead. */
public final class Exposure {
    private Exposure() {}

    /**
     * Whole scaled units; below 0 if more is paid ahead.
     *
     * @throws ArithmeticException if it is out of range
     */
    public static long of(final StateRecord head) {
        final WideSum sum = new WideSum();
        add(head, sum);
        return sum.exact();
    }

    static void add(final StateRecord head, final WideSum sum) {
        for (int slot = head.first(SlotKind.LINE); slot >= 0; slot = head.next(SlotKind.LINE, slot)) {
            if ((LineSlot.flags(head, slot) & LineSlot.PREPAID) == 0) {
                sum.add(LineSlot.whole(head, slot)).subtract(LineSlot.billed(head, slot));
            }
        }
        for (int slot = head.first(SlotKind.INVOICE); slot >= 0; slot = head.next(SlotKind.INVOICE, slot)) {
            sum.add(InvoiceSlot.open(head, slot));
        }
        sum.subtract(InvoiceSlot.ahead(head));
    }
}
