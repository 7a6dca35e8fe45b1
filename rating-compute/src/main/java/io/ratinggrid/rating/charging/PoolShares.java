package io.ratinggrid.rating.charging;

import java.util.Arrays;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.MemberCap;
import io.ratinggrid.rating.effect.EffectKind;

/** What the subscriber of an event draws of the pools of its account, one share for each type of bucket. Reused; one thread. */
final class PoolShares {
    private final MemberCaps caps = new MemberCaps();
    private PoolShare[] shares = {new PoolShare(), new PoolShare()};
    private int size;

    void clear() {
        size = 0;
    }

    /** Forgets what was drawn since the shares were found. */
    void reset() {
        for (int i = 0; i < size; i++) {
            shares[i].reset();
        }
    }

    /** The share of a type that is pooled: with what was drawn in the cycle that starts at {@code cycleFrom}, and what sessions hold. */
    PoolShare of(
            final Account account,
            final StateRecord subscriber,
            final Catalog catalog,
            final BucketType type,
            final long timeMs,
            final long cycleFrom) {
        for (int i = 0; i < size; i++) {
            if (shares[i].type() == type.symbol()) {
                return shares[i];
            }
        }
        if (size == shares.length) {
            shares = Arrays.copyOf(shares, size * 2);
            for (int i = size; i < shares.length; i++) {
                shares[i] = new PoolShare();
            }
        }
        final MemberCap cap = caps.at(account, subscriber, catalog, type, timeMs);
        final long held = cap == MemberCap.NONE ? 0 : held(account.head(), subscriber, type.symbol());
        final PoolShare share = shares[size++];
        share.begin(subscriber, type.symbol(), cap, cycleFrom, held);
        return share;
    }

    /** What the subscriber's sessions hold of the pool. */
    private static long held(final StateRecord head, final StateRecord subscriber, final int type) {
        long held = 0;
        for (int slot = subscriber.first(SlotKind.HOLD); slot >= 0; slot = subscriber.next(SlotKind.HOLD, slot)) {
            if (ReservationSlot.holder(subscriber, slot) == 0 && ReservationSlot.bucket(subscriber, slot) != 0) {
                final int bucket = BucketSlot.find(head, ReservationSlot.bucket(subscriber, slot));
                if (bucket >= 0 && BucketSlot.type(head, bucket) == type) {
                    held = Math.addExact(held, ReservationSlot.amount(subscriber, slot));
                }
            }
        }
        return held;
    }

    /** Says what a subscriber has drawn of each pool. */
    void putDrawn(final Stage stage, final int subscriber, final long cycleFrom) {
        for (int i = 0; i < size; i++) {
            if (!shares[i].drawn().isZero()) {
                stage.put(EffectKind.POOL_DRAWN)
                        .field(subscriber)
                        .field(shares[i].type())
                        .field(cycleFrom)
                        .field(shares[i].drawn().whole())
                        .field(shares[i].drawn().numerator())
                        .field(shares[i].drawn().denominator());
            }
        }
    }
}
