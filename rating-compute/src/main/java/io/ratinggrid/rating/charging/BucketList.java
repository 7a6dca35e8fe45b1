package io.ratinggrid.rating.charging;

import java.util.Arrays;

import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Rational;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * The buckets that may pay for an event, in the order they are spent (SEMANTICS.md 9), and what a quote has drawn on them so
 * far. Reused; one thread.
 */
final class BucketList {
    /** Rate of money, and of units drawn one to one. */
    static final Rational ONE = new Rational(1, 1);

    private static final int INITIAL = 8;

    private StateRecord[] records = new StateRecord[INITIAL];
    private int[] slots = new int[INITIAL];
    private BucketType[] types = new BucketType[INITIAL];
    private Rational[] rates = new Rational[INITIAL];
    private long[] held = new long[INITIAL];
    /** Of buckets of a pool what the subscriber of the event draws of it; else null. */
    private PoolShare[] shares = new PoolShare[INITIAL];

    private ExactAmount[] drawn = amounts(0, new ExactAmount[INITIAL]);
    private final ExactAmount hold = new ExactAmount();
    private final ExactAmount before = new ExactAmount();
    private int size;

    /** Collects every bucket of a type, for adjustments. */
    void gather(final StateRecord record, final BucketType type, final long timeMs) {
        clear();
        int slot = record.first(SlotKind.BUCKET);
        while (slot >= 0) {
            if (BucketSlot.type(record, slot) == type.symbol() && BucketSlot.holdsAt(record, slot, timeMs)) {
                insert(record, slot, type, ONE, null);
            }
            slot = record.next(SlotKind.BUCKET, slot);
        }
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** Draws whole units in order, from no bucket below zero; false if that is not enough. */
    boolean withdraw(final long quantity) {
        reset();
        long rest = quantity;
        for (int i = 0; i < size && rest > 0; i++) {
            final long taken = Math.min(rest, Math.max(0, left(i)));
            drawn[i].add(taken);
            rest -= taken;
        }
        return rest == 0;
    }

    /** Forgets what was drawn. */
    void reset() {
        for (int i = 0; i < size; i++) {
            drawn[i].set(0, BucketSlot.numerator(records[i], slots[i]), BucketSlot.denominator(records[i], slots[i]));
        }
    }

    BucketType type(final int index) {
        return types[index];
    }

    int id(final int index) {
        return BucketSlot.id(records[index], slots[index]);
    }

    int ordinal(final int index) {
        return records[index].ordinal();
    }

    /** True if it pays for events of this start. */
    boolean holdsAt(final int index, final long timeMs) {
        return BucketSlot.holdsAt(records[index], slots[index], timeMs);
    }

    /** What was drawn beyond the whole units before: the whole of it is due, the fraction is the bucket's new one. */
    ExactAmount drawn(final int index) {
        return drawn[index];
    }

    /** Fraction of a unit that was drawn before. */
    int numeratorBefore(final int index) {
        return BucketSlot.numerator(records[index], slots[index]);
    }

    int denominatorBefore(final int index) {
        return BucketSlot.denominator(records[index], slots[index]);
    }

    boolean touched(final int index) {
        return drawn[index].whole() != 0
                || drawn[index].numerator() != BucketSlot.numerator(records[index], slots[index]);
    }

    /** Whole units left of a bucket drawn one to one, but for those that sessions hold. */
    long left(final int index) {
        final long stock = stock(index);
        return shares[index] == null ? stock : shares[index].leave(stock);
    }

    private long stock(final int index) {
        return BucketSlot.remaining(records[index], slots[index]) - held[index] - drawn[index].ceiling();
    }

    /** Begins to sum {@link #claim}. */
    void unclaim() {
        for (int i = 0; i < size; i++) {
            if (shares[i] != null) {
                shares[i].unclaim();
            }
        }
    }

    /** Whole units left, 0 or more, of a bucket drawn one to one; buckets of one pool have what is left of its cap but once. */
    long claim(final int index) {
        final long stock = Math.max(0, stock(index));
        return shares[index] == null ? stock : shares[index].claim(stock);
    }

    /** Units of usage that what {@link #claim} says of a bucket pays at its rate, or the largest quantity if they are more. */
    long claimUsage(final int index) {
        final long whole = claim(index);
        final Rational rate = rates[index];
        return whole > Long.MAX_VALUE / rate.denominator()
                ? Long.MAX_VALUE
                : whole * rate.denominator() / rate.numerator();
    }

    /** Draws whole units of a bucket drawn one to one. */
    void pay(final int index, final long units) {
        drawn[index].add(units);
        if (shares[index] != null) {
            shares[index].draw(units, ONE);
        }
    }

    /** True if it is a pool's of which the event's subscriber may not draw one unit of usage more, nor use anything else instead. */
    boolean isStopped(final int index) {
        return shares[index] != null && shares[index].isStopped(rates[index]);
    }

    /** True if that is so of a bucket that could pay in a band, by its symbol. */
    boolean isStoppedIn(final int band) {
        for (int i = 0; i < size; i++) {
            if (types[i].allowsBand(band) && isStopped(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whole units that what was drawn needs, whatever fraction of the bucket is drawn when it is. */
    long toHold(final int index) {
        hold.set(drawn[index]);
        hold.subtract(before.set(0, numeratorBefore(index), denominatorBefore(index)));
        return hold.ceiling();
    }

    /** Most units of usage that a bucket can still pay, going down to {@code -overdraft}. */
    long cover(final int index, final long overdraft) {
        final long stock = coverOfStock(index, overdraft);
        return shares[index] == null ? stock : shares[index].cover(stock, rates[index]);
    }

    private long coverOfStock(final int index, final long overdraft) {
        final ExactAmount used = drawn[index];
        final long stock = Math.addExact(BucketSlot.remaining(records[index], slots[index]) - held[index], overdraft);
        final Rational rate = rates[index];
        final long whole = Math.subtractExact(stock, used.whole());
        if (whole <= 0) {
            return 0;
        }
        if (used.numerator() == 0 && rate.numerator() == 1 && rate.denominator() == 1) {
            return whole;
        }
        final long exact = Math.multiplyExact(whole, used.denominator()) - used.numerator();
        return Math.multiplyExact(exact, rate.denominator()) / Math.multiplyExact(used.denominator(), rate.numerator());
    }

    /** Draws for units of usage, at the bucket's rate. */
    void draw(final int index, final long units) {
        drawn[index].addProduct(units, rates[index].numerator(), rates[index].denominator());
        if (shares[index] != null) {
            shares[index].draw(units, rates[index]);
        }
    }

    /** Adds a bucket where its order puts it; {@code rate} is what it pays for a unit, {@code share} null if it is of no pool. */
    void insert(
            final StateRecord record,
            final int slot,
            final BucketType type,
            final Rational rate,
            final PoolShare share) {
        if (size == slots.length) {
            grow();
        }
        int at = size++;
        while (at > 0 && comesBefore(record, slot, type, at - 1)) {
            records[at] = records[at - 1];
            slots[at] = slots[at - 1];
            types[at] = types[at - 1];
            rates[at] = rates[at - 1];
            held[at] = held[at - 1];
            shares[at] = shares[at - 1];
            at--;
        }
        records[at] = record;
        slots[at] = slot;
        types[at] = type;
        rates[at] = rate;
        held[at] = ReservationSlot.held(record, slot);
        shares[at] = share;
    }

    private boolean comesBefore(final StateRecord record, final int slot, final BucketType type, final int other) {
        if (type.priority() != types[other].priority()) {
            return type.priority() < types[other].priority();
        }
        final boolean pool = record.ordinal() == 0;
        if (pool != (records[other].ordinal() == 0)) {
            return !pool;
        }
        final long to = BucketSlot.to(record, slot);
        final long otherTo = BucketSlot.to(records[other], slots[other]);
        return to != otherTo ? to < otherTo : BucketSlot.id(record, slot) < id(other);
    }

    private void grow() {
        final int capacity = slots.length * 2;
        records = Arrays.copyOf(records, capacity);
        slots = Arrays.copyOf(slots, capacity);
        types = Arrays.copyOf(types, capacity);
        rates = Arrays.copyOf(rates, capacity);
        held = Arrays.copyOf(held, capacity);
        shares = Arrays.copyOf(shares, capacity);
        drawn = amounts(drawn.length, Arrays.copyOf(drawn, capacity));
    }

    private static ExactAmount[] amounts(final int from, final ExactAmount[] amounts) {
        for (int i = from; i < amounts.length; i++) {
            amounts[i] = new ExactAmount();
        }
        return amounts;
    }
}
