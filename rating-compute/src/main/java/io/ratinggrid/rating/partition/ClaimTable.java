package io.ratinggrid.rating.partition;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A hash table of claims with open addressing. Beside the claims lies a byte for each slot, a part of the hash: an id that is
 * new, as most are, is told from these bytes, 32 times fewer than those of the claims. Mutable; one thread.
 */
final class ClaimTable {
    static final int NONE = -1;

    /** High, low, content, sequence and day. */
    private static final int FIELDS = 4;

    private static final int DAY_MASK = 0xffff;
    private static final int TAKEN = 0x80;

    /** Takes one claim after the other. */
    interface Claims {
        void claim(int owner, long high, long low, long content, long tail);
    }

    private final byte[] tags;
    private final long[] claims;
    private final int[] owners;
    private int used;

    /** {@code slots} is a power of two. */
    ClaimTable(final int slots) {
        tags = new byte[slots];
        claims = new long[slots * FIELDS];
        owners = new int[slots];
    }

    int slots() {
        return tags.length;
    }

    int used() {
        return used;
    }

    /** True if another claim would make it more than three quarters full. */
    boolean isFull() {
        return (used + 1) * 4L > tags.length * 3L;
    }

    /** Slot of an id that was claimed on a day or later, or {@link #NONE}. */
    int find(final long high, final long low, final int oldestDay) {
        final byte tag = tagOf(high);
        final int mask = tags.length - 1;
        for (int slot = (int) low & mask; tags[slot] != 0; slot = slot + 1 & mask) {
            if (tags[slot] == tag && isClaim(slot, high, low) && day(slot) >= oldestDay) {
                return slot;
            }
        }
        return NONE;
    }

    long content(final int slot) {
        return claims[slot * FIELDS + 2];
    }

    long tail(final int slot) {
        return claims[slot * FIELDS + 3];
    }

    void tail(final int slot, final long tail) {
        claims[slot * FIELDS + 3] = tail;
    }

    void put(final int owner, final long high, final long low, final long content, final long tail) {
        final int mask = tags.length - 1;
        int slot = (int) low & mask;
        while (tags[slot] != 0) {
            slot = slot + 1 & mask;
        }
        tags[slot] = tagOf(high);
        owners[slot] = owner;
        final int at = slot * FIELDS;
        claims[at] = high;
        claims[at + 1] = low;
        claims[at + 2] = content;
        claims[at + 3] = tail;
        used++;
    }

    /** Claims that are in the window, which begins for each owner on a day of its own. */
    int live(final IntUnaryOperator oldestDay) {
        int live = 0;
        for (int slot = 0; slot < tags.length; slot++) {
            live += isLive(slot, oldestDay) ? 1 : 0;
        }
        return live;
    }

    /** Puts the claims that are in the window into another table. */
    void copyTo(final ClaimTable target, final IntUnaryOperator oldestDay) {
        for (int slot = 0; slot < tags.length; slot++) {
            if (isLive(slot, oldestDay)) {
                final int at = slot * FIELDS;
                target.put(owners[slot], claims[at], claims[at + 1], claims[at + 2], claims[at + 3]);
            }
        }
    }

    /** Visits the claims that are in the window, in their order, which is made in {@code order}. */
    void forEach(final IntUnaryOperator oldestDay, final ClaimOrder order, final Claims visitor) {
        order.clear();
        for (int slot = 0; slot < tags.length; slot++) {
            if (isLive(slot, oldestDay)) {
                order.add(claims[slot * FIELDS], slot);
            }
        }
        order.sort(this);
        for (int i = 0; i < order.count(); i++) {
            final int slot = order.slot(i);
            final int at = slot * FIELDS;
            visitor.claim(owners[slot], claims[at], claims[at + 1], claims[at + 2], claims[at + 3]);
        }
    }

    /** By {@code high}, {@code low}, content and tail. */
    int compare(final int slot, final int other) {
        int order = 0;
        for (int field = 0; order == 0 && field < FIELDS; field++) {
            order = Long.compare(claims[slot * FIELDS + field], claims[other * FIELDS + field]);
        }
        return order;
    }

    /** Empties it; the claims themselves are left behind free slots. */
    void clear() {
        Arrays.fill(tags, (byte) 0);
        used = 0;
    }

    private boolean isLive(final int slot, final IntUnaryOperator oldestDay) {
        return tags[slot] != 0 && day(slot) >= oldestDay.applyAsInt(owners[slot]);
    }

    private boolean isClaim(final int slot, final long high, final long low) {
        return claims[slot * FIELDS] == high && claims[slot * FIELDS + 1] == low;
    }

    private int day(final int slot) {
        return (int) claims[slot * FIELDS + 3] & DAY_MASK;
    }

    private static byte tagOf(final long high) {
        return (byte) (high >>> 57 | TAKEN);
    }
}
