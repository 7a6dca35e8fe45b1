package io.ratinggrid.rating.partition;

import java.util.function.IntUnaryOperator;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.Command;

/**
 * The ids that accounts have claimed in their duplicate windows: 128-bit hashes of (account, origin, id) with a checksum of the
 * content, the journal sequence of the first answer and the event's day. Each account has a window of its own, so that what it
 * is answered does not depend on the accounts it shares a partition with. Kept in 256 tables, 16 for each
 * of 16 groups of accounts: each, when it would be too full, drops what has left its window or grows on its own, so that an
 * event waits for a small part of the work only. One thread.
 */
public final class DuplicateWindow {
    /** {@link #find} found nothing. */
    public static final int NONE = -1;

    private static final long DAY_MS = 86_400_000L;
    private static final int LAST_DAY = 0xffff;
    private static final int TABLES = 256;
    private static final int GROUPS = 16;
    static final int NUMBER_BITS = 23;
    static final int MOST_SLOTS = 1 << NUMBER_BITS - 1;
    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;
    private static final IntUnaryOperator EVERY_DAY = owner -> 0;

    private final IntUnaryOperator oldestDay;
    private final ClaimTable[] tables = new ClaimTable[TABLES];
    private final ClaimOrder order = new ClaimOrder();

    /** {@code oldestDay} gives the first day of an owner's window. */
    public DuplicateWindow(final IntUnaryOperator oldestDay) {
        this.oldestDay = oldestDay;
    }

    static long highOf(final Command command) {
        final long hash = Hash64.hash(command.id, 0, command.idLength, command.origin ^ Hash64.mix(command.account));
        return hash == 0 ? 1 : hash;
    }

    static long lowOf(final Command command) {
        return Hash64.hash(command.id, 0, command.idLength, ~(long) command.origin ^ Hash64.mix(~command.account));
    }

    /** Which of 16 groups an account's claims are in, so that those of an image chunk lie in few tables. */
    static int groupOf(final long account) {
        return chunkOf(account, GROUPS);
    }

    private static int tableOf(final int group, final long low) {
        return group + GROUPS * (int) (low >>> Long.SIZE - 4);
    }

    /** The chunk of an account where there are so many. */
    static int chunkOf(final long account, final int chunks) {
        return (int) Long.remainderUnsigned(Hash64.mix(account), chunks);
    }

    /** Day of a time, UTC, since 1970; from 0 to 65535, the year 2149. */
    static int day(final long timeMs) {
        return (int) Math.max(0, Math.min(LAST_DAY, Math.floorDiv(timeMs, DAY_MS)));
    }

    /** Position of the id of a command that was claimed by its account on a day or later, or {@link #NONE}. */
    int find(final Command command, final int firstDay) {
        return find(groupOf(command.account), highOf(command), lowOf(command), firstDay);
    }

    /** Position of an id of a group, 0 to 15, that was claimed on a day or later, or {@link #NONE}. */
    public int find(final int group, final long high, final long low, final int firstDay) {
        final int table = tableOf(group, low);
        if (tables[table] == null) {
            return NONE;
        }
        final int number = tables[table].find(high, low, firstDay);
        return number == ClaimTable.NONE ? NONE : table << NUMBER_BITS | number;
    }

    public long content(final int position) {
        return tables[position >>> NUMBER_BITS].content(position & NUMBER_MASK);
    }

    /** Journal sequence of the entry that holds the first answer. */
    public long sequence(final int position) {
        return ClaimTail.sequence(tail(position));
    }

    /** True if what was carried out is taken back, or about to be. */
    boolean isCancelled(final int position) {
        return ClaimTail.isCancelled(tail(position));
    }

    /** True if what was carried out cannot be taken back. */
    boolean isFixed(final int position) {
        return ClaimTail.isFixed(tail(position));
    }

    void cancelled(final int position, final boolean cancelled) {
        tail(position, ClaimTail.cancelled(tail(position), cancelled));
    }

    /** What was claimed was done by another entry, for an event of a day. */
    void moved(final int position, final long sequence, final int eventDay) {
        tail(position, ClaimTail.of(sequence, eventDay));
    }

    private long tail(final int position) {
        return tables[position >>> NUMBER_BITS].tail(position & NUMBER_MASK);
    }

    private void tail(final int position, final long tail) {
        tables[position >>> NUMBER_BITS].tail(position & NUMBER_MASK, tail);
    }

    /** Claims an id that was not found, for the owner whose window it leaves one day. */
    public void claim(
            final int group,
            final int owner,
            final long high,
            final long low,
            final long content,
            final long sequence,
            final int eventDay) {
        roomy(tableOf(group, low), oldestDay).put(owner, high, low, content, ClaimTail.of(sequence, eventDay));
    }

    /** About so many claims of a group are to come: its tables get room for their parts. */
    void reserve(final int group, final int claims) {
        final int each = claims / (TABLES / GROUPS);
        for (int table = group; each > 0 && table < TABLES; table += GROUPS) {
            if (tables[table] == null) {
                tables[table] = new ClaimTable();
            }
            tables[table].reserve(each);
        }
    }

    /** Takes a claim back from an image, which has none that had left its window: tables grow without a look at the owners. */
    void restore(
            final int group, final int owner, final long high, final long low, final long content, final long tail) {
        roomy(tableOf(group, low), EVERY_DAY).put(owner, high, low, content, tail);
    }

    /** Claims that take up room, also those that have left the window. */
    int size() {
        int size = 0;
        for (final ClaimTable table : tables) {
            size += table == null ? 0 : table.used();
        }
        return size;
    }

    /**
     * Visits the claims that are in their windows, of accounts in one of so many chunks; some others
     * too unless the chunks are 1, 2, 4, 8 or 16. In the order of their ids: the same claims come in the same order, however they came here.
     */
    void forEach(final int chunk, final int chunks, final ClaimTable.Claims visitor) {
        final int step = Math.min(GROUPS, Integer.lowestOneBit(chunks));
        for (int table = chunk % step; table < TABLES; table += step) {
            if (tables[table] != null) {
                tables[table].forEach(oldestDay, order, visitor);
            }
        }
    }

    /** The table, with room for one more claim. */
    private ClaimTable roomy(final int table, final IntUnaryOperator firstDay) {
        if (tables[table] == null) {
            tables[table] = new ClaimTable();
        } else if (tables[table].isFull()) {
            tables[table].makeRoom(firstDay);
        }
        return tables[table];
    }
}
