package io.ratinggrid.rating.account;

/**
 * Slot 0 of a head.
 *
 * <pre>
 *  0 u8 kind   1 u8 cycle day   2 u8 flags (1 quarantined, 2 has a credit limit, 4 threshold billed)   3 u8 days of a cycle (0: a month)
 *  4 i32 symbol of the time zone
 *  8 i64 account key   16 u32 cycle from   20 u32 cycle to   24 i64 credit limit, scaled
 * 32 i32 last bucket id   36 i32 last document number   40 u32 closed until   44 u16 subscribers   46 u16 receipt day
 * </pre>
 */
public final class AccountSlot {
    private static final int SLOT = 0;
    private static final int QUARANTINED = 1;
    private static final int HAS_LIMIT = 2;

    private static final int THRESHOLD_FIRED = 4;

    private AccountSlot() {}

    static void init(
            final StateRecord head, final long key, final int zone, final int cycleRule, final boolean hasLimit) {
        if (head.allocate(SlotKind.ACCOUNT) != SLOT) {
            throw new IllegalStateException("name=" + head.name() + " is a head already");
        }
        head.putByte(SLOT, 1, cycleRule);
        head.putByte(SLOT, 2, hasLimit ? HAS_LIMIT : 0);
        head.putByte(SLOT, 3, cycleRule >> 8);
        head.putInt(SLOT, 4, zone);
        head.putLong(SLOT, 8, key);
    }

    public static long key(final StateRecord head) {
        return head.getLong(SLOT, 8);
    }

    /** Of {@link io.ratinggrid.rating.catalog.BillCycle}. */
    public static int cycleRule(final StateRecord head) {
        return head.getByte(SLOT, 3) << 8 | head.getByte(SLOT, 1);
    }

    public static boolean quarantined(final StateRecord head) {
        return (head.getByte(SLOT, 2) & QUARANTINED) != 0;
    }

    static void quarantine(final StateRecord head) {
        head.putByte(SLOT, 2, head.getByte(SLOT, 2) | QUARANTINED);
    }

    /** A document was issued at a billing threshold in this cycle. */
    public static boolean thresholdFired(final StateRecord head) {
        return (head.getByte(SLOT, 2) & THRESHOLD_FIRED) != 0;
    }

    static void fireThreshold(final StateRecord head) {
        head.putByte(SLOT, 2, head.getByte(SLOT, 2) | THRESHOLD_FIRED);
    }

    public static boolean hasCreditLimit(final StateRecord head) {
        return (head.getByte(SLOT, 2) & HAS_LIMIT) != 0;
    }

    /** Scaled; only meaningful where {@link #hasCreditLimit}. */
    public static long creditLimit(final StateRecord head) {
        return head.getLong(SLOT, 24);
    }

    static void creditLimit(final StateRecord head, final long limit) {
        head.putLong(SLOT, 24, limit);
    }

    /** Symbol of the zone's identifier. */
    public static int zone(final StateRecord head) {
        return head.getInt(SLOT, 4);
    }

    /** Start of the current cycle, seconds; 0: none is open. */
    public static long cycleFrom(final StateRecord head) {
        return Seconds.unsigned(head.getInt(SLOT, 16));
    }

    public static long cycleTo(final StateRecord head) {
        return Seconds.unsigned(head.getInt(SLOT, 20));
    }

    static void cycle(final StateRecord head, final long from, final long to) {
        head.putInt(SLOT, 16, (int) from);
        head.putInt(SLOT, 20, (int) to);
        head.putByte(SLOT, 2, head.getByte(SLOT, 2) & ~THRESHOLD_FIRED);
        if (closedUntil(head) == 0) {
            closedUntil(head, from);
        }
    }

    /** End of the last cycle that was closed, or start of the first; seconds; 0: no cycle has been open. */
    public static long closedUntil(final StateRecord head) {
        return Seconds.unsigned(head.getInt(SLOT, 40));
    }

    static void closedUntil(final StateRecord head, final long until) {
        head.putInt(SLOT, 40, (int) until);
    }

    public static int lastBucketId(final StateRecord head) {
        return head.getInt(SLOT, 32);
    }

    static void lastBucketId(final StateRecord head, final int id) {
        head.putInt(SLOT, 32, id);
    }

    public static int lastDocument(final StateRecord head) {
        return head.getInt(SLOT, 36);
    }

    static void lastDocument(final StateRecord head, final int number) {
        head.putInt(SLOT, 36, number);
    }

    public static int subscribers(final StateRecord head) {
        return head.getShort(SLOT, 44);
    }

    static void subscribers(final StateRecord head, final int count) {
        head.putShort(SLOT, 44, count);
    }

    /** Day of the latest receipt of usage so far, UTC, since 1970; 0: there was none. */
    public static int receiptDay(final StateRecord head) {
        return head.getShort(SLOT, 46);
    }

    static void receiptDay(final StateRecord head, final int day) {
        head.putShort(SLOT, 46, day);
    }
}
