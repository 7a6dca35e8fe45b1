package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.MemberCap;
import io.ratinggrid.rating.catalog.Rational;
import io.ratinggrid.rating.money.ExactAmount;

/** What one subscriber draws of a pool: its buckets of one type together, in a cycle. Reused; one thread. */
final class PoolShare {
    private final ExactAmount before = new ExactAmount();
    private final ExactAmount drawn = new ExactAmount();
    private final ExactAmount left = new ExactAmount();
    private final ExactAmount wanted = new ExactAmount();
    private MemberCap cap = MemberCap.NONE;
    private int type;
    private long claimed;

    /** {@code held}: what sessions of the subscriber hold of it. */
    void begin(
            final StateRecord subscriber,
            final int newType,
            final MemberCap newCap,
            final long cycleFrom,
            final long held) {
        type = newType;
        cap = newCap;
        reset();
        final int slot = PoolDrawSlot.find(subscriber, type, cycleFrom);
        if (slot < 0) {
            before.clear();
        } else {
            PoolDrawSlot.drawn(subscriber, slot, before);
        }
        before.add(held);
    }

    void reset() {
        drawn.clear();
        claimed = 0;
    }

    int type() {
        return type;
    }

    /** What has been drawn since it began. */
    ExactAmount drawn() {
        return drawn;
    }

    void draw(final long units, final Rational rate) {
        drawn.addProduct(units, rate.numerator(), rate.denominator());
    }

    private ExactAmount left() {
        left.set(cap.amount(), 0, 1);
        left.subtract(before);
        left.subtract(drawn);
        return left;
    }

    /** At most {@code most} units of usage at a rate, as many as the cap leaves. */
    long cover(final long most, final Rational rate) {
        if (cap == MemberCap.NONE || most <= 0) {
            return most;
        }
        if (left().whole() < 0) {
            return 0;
        }
        wanted.clear();
        wanted.addProduct(most, rate.numerator(), rate.denominator());
        wanted.subtract(left);
        if (wanted.compareTo(0) <= 0) {
            return most;
        }
        final long exact = Math.addExact(Math.multiplyExact(left.whole(), left.denominator()), left.numerator());
        return Math.multiplyExact(exact, rate.denominator()) / Math.multiplyExact(left.denominator(), rate.numerator());
    }

    /** At most {@code most} whole units, as many as the cap leaves. */
    long leave(final long most) {
        return cap == MemberCap.NONE ? most : Math.min(most, Math.max(0, left().whole()));
    }

    /** As {@link #leave}, but for what was claimed since {@link #unclaim}: buckets of one pool share its cap. */
    long claim(final long most) {
        final long claim = cap == MemberCap.NONE ? most : Math.min(most, Math.max(0, left().whole() - claimed));
        claimed += claim;
        return claim;
    }

    void unclaim() {
        claimed = 0;
    }

    /** True if its cap is hard and leaves not even one unit of usage at a rate. */
    boolean isStopped(final Rational rate) {
        return cap.hard() && cover(1, rate) < 1;
    }
}
