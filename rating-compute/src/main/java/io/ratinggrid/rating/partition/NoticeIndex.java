package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.NoticeSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;

/** Which accounts of a partition have notices that are not delivered. An index of what the accounts hold. One thread. */
final class NoticeIndex {
    private final Set<Long> pending = new LinkedHashSet<>();
    private final Set<Long> givenUp = new LinkedHashSet<>();

    /** Takes up what an account has. */
    void refresh(final Account account) {
        final StateRecord head = account.head();
        boolean hasPending = false;
        boolean hasGivenUp = false;
        for (int slot = head.first(SlotKind.NOTICE); slot >= 0; slot = head.next(SlotKind.NOTICE, slot)) {
            hasPending |= NoticeSlot.isPending(head, slot);
            hasGivenUp |= !NoticeSlot.isPending(head, slot);
        }
        keep(pending, account.key(), hasPending);
        keep(givenUp, account.key(), hasGivenUp);
    }

    private static void keep(final Set<Long> accounts, final long key, final boolean has) {
        if (has) {
            accounts.add(key);
        } else {
            accounts.remove(key);
        }
    }

    /** How many accounts have notices to be delivered. */
    int pendingAccounts() {
        return pending.size();
    }

    /**
     * At most so many of those that are wanted, those of one account in order, none of accounts that are set aside, which take no
     * answer.
     */
    List<PendingNotice> find(
            final boolean areGivenUp,
            final int most,
            final Predicate<PendingNotice> wanted,
            final LongFunction<Account> accounts) {
        final List<PendingNotice> found = new ArrayList<>();
        for (final long key : areGivenUp ? givenUp : pending) {
            if (found.size() >= most) {
                return found.subList(0, most);
            }
            addAll(accounts.apply(key), areGivenUp, wanted, found);
        }
        return found.subList(0, Math.min(most, found.size()));
    }

    private static void addAll(
            final Account account,
            final boolean areGivenUp,
            final Predicate<PendingNotice> wanted,
            final List<PendingNotice> found) {
        final int before = found.size();
        final StateRecord head = account.head();
        for (int slot = head.first(SlotKind.NOTICE);
                slot >= 0 && !AccountSlot.quarantined(head);
                slot = head.next(SlotKind.NOTICE, slot)) {
            final PendingNotice one = PendingNotice.of(account, slot);
            if (one.givenUp() == areGivenUp && wanted.test(one)) {
                found.add(one);
            }
        }
        found.subList(before, found.size()).sort(Comparator.comparingInt(PendingNotice::number));
    }
}
