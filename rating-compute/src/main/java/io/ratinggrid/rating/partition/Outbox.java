package io.ratinggrid.rating.partition;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.DocumentNumberSlot;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;

/**
 * Which items the accounts of a partition have in transit, and the number of the last one. An index of what the accounts hold, made
 * again from them and from the journal. One thread.
 */
final class Outbox {
    private final NavigableMap<Long, Long> accountOfItem = new TreeMap<>();
    private long lastItem;

    /** Number that the next item gets. */
    long nextItem() {
        return lastItem + 1;
    }

    /** At least so many items were numbered. */
    void numbered(final long item) {
        lastItem = Math.max(lastItem, item);
    }

    void put(final long item, final long account) {
        accountOfItem.put(item, account);
        numbered(item);
    }

    /** What an account holds of it; what is there already stays. */
    void put(final Account account) {
        final StateRecord head = account.head();
        for (int slot = head.first(SlotKind.TRANSIT); slot >= 0; slot = head.next(SlotKind.TRANSIT, slot)) {
            put(TransitSlot.item(head, slot), account.key());
        }
        for (int slot = head.first(SlotKind.REVERSAL); slot >= 0; slot = head.next(SlotKind.REVERSAL, slot)) {
            put(ReversalSlot.item(head, slot), account.key());
        }
        for (int slot = head.first(SlotKind.DOCUMENT_NUMBER);
                slot >= 0;
                slot = head.next(SlotKind.DOCUMENT_NUMBER, slot)) {
            if (DocumentNumberSlot.isAwaited(head, slot)) {
                put(DocumentNumberSlot.item(head, slot), account.key());
            }
        }
    }

    void settled(final long item) {
        accountOfItem.remove(item);
    }

    int size() {
        return accountOfItem.size();
    }

    /** Accounts by item, oldest item first. */
    Iterable<Map.Entry<Long, Long>> items() {
        return accountOfItem.entrySet();
    }

    /** Every item below is settled. */
    long settledBelow() {
        return accountOfItem.isEmpty() ? nextItem() : accountOfItem.firstKey();
    }
}
