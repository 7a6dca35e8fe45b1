package io.ratinggrid.rating.charging;

import java.time.ZoneId;
import java.util.Arrays;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Usage cut at the ends of cycles and the starts of catalog versions, in shares of the time that it took: largest remainder,
 * the earlier part first where two are equal (SEMANTICS.md 1 and 18). Reused; one thread.
 */
final class UsageParts {
    private final ExactAmount share = new ExactAmount();
    private long[] starts = new long[4];
    private long[] quantities = new long[4];
    private long[] remainders = new long[4];
    private int size;

    int size() {
        return size;
    }

    long startMs(final int part) {
        return starts[part];
    }

    long quantity(final int part) {
        return quantities[part];
    }

    /** Usage of the parts behind one. */
    long quantityAfter(final int part) {
        long quantity = 0;
        for (int i = part + 1; i < size; i++) {
            quantity += quantities[i];
        }
        return quantity;
    }

    /**
     * Cuts usage of [{@code startMs}, {@code endMs}).
     *
     * @throws ArithmeticException if a boundary lies beyond the times that state can hold
     */
    void cut(
            final Account account,
            final CatalogHistory catalogs,
            final long startMs,
            final long endMs,
            final boolean atPeriod,
            final boolean atVersion) {
        final ZoneId zone = Cycles.zone(account);
        final int rule = AccountSlot.cycleRule(account.head());
        size = 0;
        long timeMs = startMs;
        while (timeMs < endMs) {
            add(timeMs);
            final long cycleMs = atPeriod ? BillCycle.end(zone, rule, timeMs) : Long.MAX_VALUE;
            final long versionMs = atVersion ? catalogs.nextAfter(timeMs) : Long.MAX_VALUE;
            timeMs = Math.min(cycleMs, versionMs);
            if (timeMs < endMs) {
                Seconds.of(timeMs);
            }
        }
    }

    private void add(final long timeMs) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            quantities = Arrays.copyOf(quantities, size * 2);
            remainders = Arrays.copyOf(remainders, size * 2);
        }
        starts[size++] = timeMs;
    }

    /** Shares a quantity out over the parts of a time that ends at {@code endMs}; time usage comes out as elapsed time. */
    void share(final long quantity, final long endMs) {
        final long lengthMs = endMs - starts[0];
        long left = quantity;
        for (int i = 0; i < size; i++) {
            final long partEndMs = i == size - 1 ? endMs : starts[i + 1];
            share.clear().addProduct(quantity, partEndMs - starts[i], lengthMs);
            quantities[i] = share.whole();
            remainders[i] = share.numerator();
            left -= share.whole();
        }
        while (left > 0) {
            final int part = largestRemainder();
            quantities[part]++;
            remainders[part] = -1;
            left--;
        }
    }

    private int largestRemainder() {
        int largest = 0;
        for (int i = 1; i < size; i++) {
            if (remainders[i] > remainders[largest]) {
                largest = i;
            }
        }
        return largest;
    }
}
