package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.Command;

/**
 * The ids that were claimed in the duplicate window: 128-bit hashes of (origin, id) with a checksum of the content, the journal
 * sequence of the first answer and the event's day. Kept in 256 tables: each, when it would be too full, drops what has left
 * the window or grows on its own, so that an event waits for a 256th of the work at most. One thread.
 */
public final class DuplicateWindow {
    /** {@link #find} found nothing. */
    public static final int NONE = -1;

    private static final long DAY_MS = 86_400_000L;
    private static final int TABLES = 256;
    private static final int TABLE_SHIFT = Long.SIZE - 8;
    private static final int SLOT_BITS = 23;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int FIRST_SLOTS = 8;

    private final ClaimTable[] tables = new ClaimTable[TABLES];
    /** Emptied tables by the logarithm of their slots: a steady flow of claims allocates nothing. */
    private final ClaimTable[] spares = new ClaimTable[SLOT_BITS + 1];

    static long highOf(final Command command) {
        final long hash = Hash64.hash(command.id, 0, command.idLength, command.origin);
        return hash == 0 ? 1 : hash;
    }

    static long lowOf(final Command command) {
        return Hash64.hash(command.id, 0, command.idLength, ~(long) command.origin << 32);
    }

    /** Position of an id that was claimed on the day of {@code oldestMs} or later, or {@link #NONE}. */
    public int find(final long high, final long low, final long oldestMs) {
        final int table = tableOf(low);
        if (tables[table] == null) {
            return NONE;
        }
        final int slot = tables[table].find(high, low, day(oldestMs));
        return slot == ClaimTable.NONE ? NONE : table << SLOT_BITS | slot;
    }

    public long content(final int position) {
        return tables[position >>> SLOT_BITS].content(position & SLOT_MASK);
    }

    /** Journal sequence of the entry that holds the first answer. */
    public long sequence(final int position) {
        return tables[position >>> SLOT_BITS].tail(position & SLOT_MASK) >>> 16;
    }

    /** Claims an id that was not found; {@code oldestMs} is the start of the window. */
    public void claim(
            final long high,
            final long low,
            final long content,
            final long sequence,
            final long eventMs,
            final long oldestMs) {
        roomy(tableOf(low), day(oldestMs)).put(high, low, content, sequence << 16 | day(eventMs));
    }

    /** Takes a claim back from an image. */
    void restore(final long high, final long low, final long content, final long tail) {
        roomy(tableOf(low), 0).put(high, low, content, tail);
    }

    /** Claims that take up room, also those that have left the window. */
    int size() {
        int size = 0;
        for (final ClaimTable table : tables) {
            size += table == null ? 0 : table.used();
        }
        return size;
    }

    /** Claims of a chunk that are still in the window, sorted: (high, low, content, sequence and day). */
    List<long[]> claims(final int chunk, final int chunks, final long oldestMs) {
        final List<long[]> claims = new ArrayList<>();
        for (final ClaimTable table : tables) {
            if (table != null) {
                table.forEach(day(oldestMs), claim -> {
                    if (chunkOf(claim[0], chunks) == chunk) {
                        claims.add(claim);
                    }
                });
            }
        }
        claims.sort(Comparator.comparingLong((long[] claim) -> claim[0]).thenComparingLong(claim -> claim[1]));
        return claims;
    }

    static int chunkOf(final long high, final int chunks) {
        return (int) Long.remainderUnsigned(high, chunks);
    }

    private static int day(final long timeMs) {
        return (int) Math.max(0, Math.min(0xffff, Math.floorDiv(timeMs, DAY_MS)));
    }

    private static int tableOf(final long low) {
        return (int) (low >>> TABLE_SHIFT);
    }

    /** The table, with room for one more claim. */
    private ClaimTable roomy(final int table, final int oldestDay) {
        if (tables[table] == null) {
            tables[table] = new ClaimTable(FIRST_SLOTS);
        } else if (tables[table].isFull()) {
            tables[table] = rebuilt(tables[table], oldestDay);
        }
        return tables[table];
    }

    /** Drops what is older than a day, and doubles if that does not leave half the table free. */
    private ClaimTable rebuilt(final ClaimTable old, final int oldestDay) {
        final int slots = old.live(oldestDay) * 2L >= old.slots() ? Math.multiplyExact(old.slots(), 2) : old.slots();
        if (slots > SLOT_MASK) {
            throw new IllegalStateException("claims=" + old.used() + " of one table, slots=" + slots);
        }
        final ClaimTable next = take(slots);
        old.copyTo(next, oldestDay);
        old.clear();
        spares[sizeOf(old.slots())] = old;
        return next;
    }

    private ClaimTable take(final int slots) {
        final ClaimTable spare = spares[sizeOf(slots)];
        spares[sizeOf(slots)] = null;
        return spare == null ? new ClaimTable(slots) : spare;
    }

    private static int sizeOf(final int slots) {
        return Integer.numberOfTrailingZeros(slots);
    }
}
