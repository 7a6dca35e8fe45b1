package io.ratinggrid.rating.account;

/**
 * What a session holds for one rating group: a slot for the reservation in the record of its subscriber, one for each bucket that
 * it holds something of, and one for the credit that it holds. What is held is still in its bucket, but nobody else may draw it.
 *
 * <pre>
 *  RESERVATION  0 u8 kind   1 zeros   4 i32 rating group   8 i64 session   16 i64 granted units   24 i64 start, milliseconds
 *               32 u32 held until   36 i32 service   40 i64 zero
 *  HOLD         0 u8 kind   1 u8 zero   2 u16 holder of the bucket   4 i32 rating group   8 i64 session   16 i64 amount
 *               24 i32 bucket, 0: credit   28 zeros
 *
 *  in the record of the bucket, one for all that is held of it; the bucket's flags say that it is there
 *  HELD         0 u8 kind   1 zeros   4 i32 bucket   8 i64 amount   16 zeros
 *
 *  in the head, while there is any reservation in the account
 *  RESERVED     0 u8 kind   1 zeros   4 i32 reservations   8 i64 credit held   16 u32 none is held for less long   20 zeros
 * </pre>
 */
public final class ReservationSlot {
    private ReservationSlot() {}

    /** Slot of a reservation, or -1. */
    public static int find(final StateRecord record, final long session, final int group) {
        int slot = record.first(SlotKind.RESERVATION);
        while (slot >= 0 && !isOf(record, slot, session, group)) {
            slot = record.next(SlotKind.RESERVATION, slot);
        }
        return slot;
    }

    private static boolean isOf(final StateRecord record, final int slot, final long session, final int group) {
        return record.getLong(slot, 8) == session && record.getInt(slot, 4) == group;
    }

    public static int group(final StateRecord record, final int slot) {
        return record.getInt(slot, 4);
    }

    public static long session(final StateRecord record, final int slot) {
        return record.getLong(slot, 8);
    }

    /** Units of the service that were granted. */
    public static long granted(final StateRecord record, final int slot) {
        return record.getLong(slot, 16);
    }

    /** From when on the service is given, milliseconds: what is committed starts then. */
    public static long startMs(final StateRecord record, final int slot) {
        return record.getLong(slot, 24);
    }

    /** When it lapses, seconds. */
    public static long until(final StateRecord record, final int slot) {
        return Seconds.unsigned(record.getInt(slot, 32));
    }

    public static int service(final StateRecord record, final int slot) {
        return record.getInt(slot, 36);
    }

    /** Whether a slot of kind HOLD is of a reservation. */
    public static boolean isHoldOf(final StateRecord record, final int hold, final int reservation) {
        return isOf(record, hold, session(record, reservation), group(record, reservation));
    }

    /** Ordinal of the holder of the bucket of a slot of kind HOLD. */
    public static int holder(final StateRecord record, final int hold) {
        return record.getShort(hold, 2);
    }

    /** Bucket of a slot of kind HOLD, 0: credit. */
    public static int bucket(final StateRecord record, final int hold) {
        return record.getInt(hold, 24);
    }

    /** Amount of a slot of kind HOLD: whole units, of money and credit scaled. */
    public static long amount(final StateRecord record, final int hold) {
        return record.getLong(hold, 16);
    }

    /** What is held of a bucket by all sessions, whole units. */
    public static long held(final StateRecord record, final int bucketSlot) {
        if ((BucketSlot.flags(record, bucketSlot) & BucketSlot.HELD) == 0) {
            return 0;
        }
        final int slot = findHeld(record, BucketSlot.id(record, bucketSlot));
        return slot < 0 ? 0 : record.getLong(slot, 8);
    }

    /** Credit that all sessions of an account hold, scaled. */
    public static long creditHeld(final StateRecord head) {
        final int slot = head.first(SlotKind.RESERVED);
        return slot < 0 ? 0 : head.getLong(slot, 8);
    }

    /** No reservation of the account lapses before this, seconds; {@link Seconds#FOREVER}: there is none. */
    public static long earliestUntil(final StateRecord head) {
        final int slot = head.first(SlotKind.RESERVED);
        return slot < 0 ? Seconds.FOREVER : Seconds.unsigned(head.getInt(slot, 16));
    }

    private static int findHeld(final StateRecord record, final int bucket) {
        int slot = record.first(SlotKind.HELD);
        while (slot >= 0 && record.getInt(slot, 4) != bucket) {
            slot = record.next(SlotKind.HELD, slot);
        }
        return slot;
    }

    static int init(final StateRecord head, final StateRecord record, final long session, final int group) {
        if (find(record, session, group) >= 0) {
            throw new IllegalStateException(
                    "name=" + record.name() + " session=" + session + " group=" + group + " is reserved already");
        }
        final int found = head.first(SlotKind.RESERVED);
        final int all = found >= 0 ? found : head.allocate(SlotKind.RESERVED);
        if (found < 0) {
            head.putInt(all, 16, (int) Seconds.FOREVER);
        }
        head.putInt(all, 4, head.getInt(all, 4) + 1);
        final int slot = record.allocate(SlotKind.RESERVATION);
        record.putInt(slot, 4, group);
        record.putLong(slot, 8, session);
        return slot;
    }

    static void granted(
            final StateRecord record, final int slot, final int service, final long granted, final long startMs) {
        record.putInt(slot, 36, service);
        record.putLong(slot, 16, granted);
        record.putLong(slot, 24, startMs);
    }

    static void until(final StateRecord head, final StateRecord record, final int slot, final long until) {
        record.putInt(slot, 32, (int) until);
        earliestUntil(head, Math.min(earliestUntil(head), until));
    }

    static void earliestUntil(final StateRecord head, final long until) {
        final int slot = head.first(SlotKind.RESERVED);
        if (slot >= 0) {
            head.putInt(slot, 16, (int) until);
        }
    }

    /** Holds an amount of a bucket, or of credit where there is none. */
    static void hold(
            final Account account,
            final StateRecord record,
            final long session,
            final int group,
            final int holder,
            final int bucket,
            final long amount) {
        final int slot = record.allocate(SlotKind.HOLD);
        record.putShort(slot, 2, holder);
        record.putInt(slot, 4, group);
        record.putLong(slot, 8, session);
        record.putLong(slot, 16, amount);
        record.putInt(slot, 24, bucket);
        add(account, holder, bucket, amount);
    }

    private static void add(final Account account, final int holder, final int bucket, final long amount) {
        if (bucket == 0) {
            final StateRecord head = account.head();
            final int slot = head.first(SlotKind.RESERVED);
            head.putLong(slot, 8, Math.addExact(head.getLong(slot, 8), amount));
            return;
        }
        final StateRecord record = account.record(holder);
        final int bucketSlot = BucketSlot.find(record, bucket);
        if (bucketSlot < 0) {
            throw new IllegalStateException("name=" + record.name() + " bucket=" + bucket + " is unknown");
        }
        final int found = findHeld(record, bucket);
        final int slot = found >= 0 ? found : record.allocate(SlotKind.HELD);
        final long all = Math.addExact(record.getLong(slot, 8), amount);
        record.putInt(slot, 4, bucket);
        record.putLong(slot, 8, all);
        final int flags = BucketSlot.flags(record, bucketSlot);
        if (all == 0) {
            record.free(slot);
            BucketSlot.flags(record, bucketSlot, flags & ~BucketSlot.HELD);
        } else {
            BucketSlot.flags(record, bucketSlot, flags | BucketSlot.HELD);
        }
    }

    /** Gives back all that a reservation holds. */
    static void end(final Account account, final StateRecord record, final long session, final int group) {
        final int reservation = find(record, session, group);
        if (reservation < 0) {
            throw new IllegalStateException(
                    "name=" + record.name() + " session=" + session + " group=" + group + " is not reserved");
        }
        for (int slot = record.first(SlotKind.HOLD); slot >= 0; slot = record.next(SlotKind.HOLD, slot)) {
            if (isOf(record, slot, session, group)) {
                add(account, record.getShort(slot, 2), record.getInt(slot, 24), -record.getLong(slot, 16));
                record.free(slot);
            }
        }
        record.free(reservation);
        final StateRecord head = account.head();
        final int all = head.first(SlotKind.RESERVED);
        head.putInt(all, 4, head.getInt(all, 4) - 1);
        if (head.getInt(all, 4) == 0) {
            head.free(all);
        }
    }
}
