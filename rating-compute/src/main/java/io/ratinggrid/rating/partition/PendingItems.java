package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.account.TransitSlot;

/** Reads what the items of an outbox are, from the accounts that hold them. One thread. */
final class PendingItems {
    private final Outbox outbox;
    private final MovedIdentities moved;

    PendingItems(final Outbox outbox, final MovedIdentities moved) {
        this.outbox = outbox;
        this.moved = moved;
    }

    /**
     * At most so many of those that are wanted, oldest first; none of accounts that are set aside, which take no answer.
     *
     * @param timeMs   of the latest entry
     * @param accounts by key
     */
    List<PendingItem> find(
            final int most,
            final Predicate<PendingItem> wanted,
            final long timeMs,
            final LongFunction<Account> accounts) {
        final List<PendingItem> found = new ArrayList<>();
        for (final Map.Entry<Long, Long> item : outbox.items()) {
            final Account account = accounts.apply(item.getValue());
            if (!AccountSlot.quarantined(account.head())) {
                final PendingItem one = item(account, item.getKey(), timeMs);
                if (wanted.test(one)) {
                    found.add(one);
                }
            }
            if (found.size() == most) {
                break;
            }
        }
        return found;
    }

    private PendingItem item(final Account account, final long item, final long timeMs) {
        final int reversal = ReversalSlot.find(account.head(), item);
        if (reversal >= 0) {
            return PendingReversal.of(account, reversal, timeMs);
        }
        final int number = DocumentNumberSlot.find(account.head(), item);
        if (number >= 0) {
            return PendingNumber.of(account, number, timeMs, outbox.settledBelow());
        }
        final MovedIdentities.Mark mark = moved.underWay(item);
        return mark == null
                ? PendingTransfer.of(account, TransitSlot.find(account.head(), item), outbox.settledBelow())
                : PendingMove.of(mark, outbox.settledBelow());
    }
}
