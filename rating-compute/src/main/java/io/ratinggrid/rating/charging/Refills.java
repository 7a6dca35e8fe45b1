package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.WatchSlot;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Refill;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * Grants, after a command, what is refilled of what it has drawn or holds, and, if it has turned the cycle, of what could not be
 * any more in the one before (docs/RATING.md, "Refill"). Told of draws while the command is carried out, for what it began with
 * is not known any more afterwards. Reused; one thread.
 */
final class Refills {
    private static final BucketType[] NONE = {};

    private final Grants grants;
    private final Documents documents;
    private final WideSum left = new WideSum();
    private Catalog catalog;
    private BucketType[] types = NONE;
    /** By type: less is left to the account, to the subscriber of the command. */
    private boolean[] ofAccount = {};

    private boolean[] ofSubscriber = {};
    /** Ordinal of that subscriber. */
    private int subscriber;

    private boolean isDrawn;
    private long atMs;
    private long cycleBefore;

    Refills(final Grants grants, final Documents documents) {
        this.grants = grants;
        this.documents = documents;
    }

    /** Begins a command; {@code newCatalog} is that of its time, or null; {@code cycleFrom} of the cycle that is open. */
    void begin(final Catalog newCatalog, final long newAtMs, final long cycleFrom) {
        catalog = newCatalog;
        types = catalog == null ? NONE : catalog.refilledTypes();
        atMs = newAtMs;
        cycleBefore = cycleFrom;
        isDrawn = false;
        if (ofAccount.length < types.length) {
            ofAccount = new boolean[types.length];
            ofSubscriber = new boolean[types.length];
        }
        for (int i = 0; i < types.length; i++) {
            ofAccount[i] = false;
            ofSubscriber[i] = false;
        }
    }

    /** Takes note of what an event has drawn from buckets. */
    void drawn(final BucketList buckets) {
        for (int i = 0; i < types.length; i++) {
            for (int bucket = 0; bucket < buckets.size(); bucket++) {
                if (buckets.type(bucket).symbol() == types[i].symbol()
                        && buckets.drawn(bucket).whole() > 0) {
                    note(i, buckets, bucket);
                }
            }
        }
    }

    /** Takes note of what a session is to hold of buckets. */
    void held(final BucketList buckets) {
        for (int i = 0; i < types.length; i++) {
            for (int bucket = 0; bucket < buckets.size(); bucket++) {
                if (buckets.type(bucket).symbol() == types[i].symbol() && buckets.toHold(bucket) > 0) {
                    note(i, buckets, bucket);
                }
            }
        }
    }

    /** Only what a grant would add to counts: buckets that hold now, of the holder that would get it. */
    private void note(final int index, final BucketList buckets, final int bucket) {
        final boolean isAccount = buckets.ordinal(bucket) == 0;
        if (buckets.holdsAt(bucket, atMs) && (isAccount || !types[index].pooled())) {
            ofAccount[index] |= isAccount;
            ofSubscriber[index] |= !isAccount;
            subscriber = isAccount ? subscriber : buckets.ordinal(bucket);
            isDrawn = true;
        }
    }

    /**
     * Refills what is to be, if the current cycle holds the time of the command.
     *
     * @param carriedOut if not, what was drawn was not
     */
    void grant(final Stage stage, final Account account, final boolean carriedOut) {
        final StateRecord head = account.head();
        final boolean turned = AccountSlot.cycleFrom(head) != cycleBefore;
        isDrawn &= carriedOut;
        if (!isDrawn && !turned
                || atMs < AccountSlot.cycleFrom(head) * 1000
                || atMs >= AccountSlot.cycleTo(head) * 1000) {
            return;
        }
        for (int i = 0; i < types.length; i++) {
            if (turned) {
                grantAfterTurn(stage, account, i);
            } else {
                if (ofAccount[i]) {
                    grant(stage, account, head, types[i]);
                }
                if (ofSubscriber[i]) {
                    grant(stage, account, account.record(subscriber), types[i]);
                }
            }
        }
    }

    private void grantAfterTurn(final Stage stage, final Account account, final int index) {
        final BucketType type = types[index];
        final int last = type.pooled() ? 0 : account.subscribers();
        for (int ordinal = 0; ordinal <= last && stage.hasRoom(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            final boolean drawn =
                    isDrawn && (ordinal == 0 ? ofAccount[index] : ofSubscriber[index] && ordinal == subscriber);
            if (drawn || wasAtMost(record, type)) {
                grant(stage, account, record, type);
            }
        }
    }

    /** True if there is a bucket to be refilled, which could not be any more in the cycle that was open before the command. */
    private boolean wasAtMost(final StateRecord record, final BucketType type) {
        final int slot = WatchSlot.refills(record, type.symbol());
        return slot >= 0
                && WatchSlot.from(record, slot) == cycleBefore
                && WatchSlot.told(record, slot) >= type.refill().most()
                && holdsAny(record, type);
    }

    private boolean holdsAny(final StateRecord record, final BucketType type) {
        int slot = record.first(SlotKind.BUCKET);
        while (slot >= 0
                && (BucketSlot.type(record, slot) != type.symbol() || !BucketSlot.holdsAt(record, slot, atMs))) {
            slot = record.next(SlotKind.BUCKET, slot);
        }
        return slot >= 0;
    }

    private void grant(final Stage stage, final Account account, final StateRecord record, final BucketType type) {
        final Refill refill = type.refill();
        final long cycle = AccountSlot.cycleFrom(account.head());
        final int slot = WatchSlot.refills(record, type.symbol());
        long number = slot < 0 || WatchSlot.from(record, slot) != cycle ? 0 : WatchSlot.told(record, slot);
        final long before = number;
        while (number < refill.most() && isLow(record, type) && grant(stage, account, record, type, number + 1)) {
            number++;
        }
        if (number > before && refill.billed()) {
            bill(stage, account, refill, cycle);
        }
    }

    /** If the amount leaves its range it waits for the next document. */
    private void bill(final Stage stage, final Account account, final Refill refill, final long cycle) {
        stage.protect(0);
        try {
            documents.issueLine(stage, account, catalog, atMs, refill.line(), cycle);
            stage.settle();
        } catch (final ArithmeticException outOfRange) {
            stage.discard();
        }
    }

    private boolean isLow(final StateRecord record, final BucketType type) {
        left.clear();
        for (int slot = record.first(SlotKind.BUCKET); slot >= 0; slot = record.next(SlotKind.BUCKET, slot)) {
            if (BucketSlot.type(record, slot) == type.symbol() && BucketSlot.holdsAt(record, slot, atMs)) {
                left.add(BucketSlot.remaining(record, slot)).subtract(ReservationSlot.held(record, slot));
            }
        }
        return !left.isAbove(type.refill().at());
    }

    /** As a top-up does; false if an amount would leave its range: the command stands without it. */
    private boolean grant(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final BucketType type,
            final long number) {
        final Refill refill = type.refill();
        final long cycle = AccountSlot.cycleFrom(account.head());
        stage.protect(record.ordinal());
        try {
            stage.put(EffectKind.REFILLED)
                    .field(record.ordinal())
                    .field(type.symbol())
                    .field(cycle)
                    .field(number);
            if (refill.price() > 0) {
                Lines.charge(stage, account.head(), refill.line(), cycle, 0, refill.price());
            }
            grants.putOne(stage, account, record.ordinal(), type, refill.amount(), Seconds.of(atMs), 0);
            stage.settle();
            return true;
        } catch (final ArithmeticException outOfRange) {
            stage.discard();
            return false;
        }
    }
}
