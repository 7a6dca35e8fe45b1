package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.Command;

/**
 * The ids that were claimed in the duplicate window: 128-bit hashes of (origin, id) with a checksum of the content, the journal
 * sequence of the first answer and the event's day. Open addressing in one array; what has left the window is dropped when
 * the table would grow. One thread.
 */
public final class DuplicateWindow {
    /** {@link #find} found nothing. */
    public static final int NONE = -1;

    private static final int FIELDS = 4;
    private static final long DAY_MS = 86_400_000L;
    private static final int INITIAL = 1024;

    private long[] table = new long[INITIAL * FIELDS];
    private int used;

    static long highOf(final Command command) {
        final long hash = Hash64.hash(command.id, 0, command.idLength, command.origin);
        return hash == 0 ? 1 : hash;
    }

    static long lowOf(final Command command) {
        return Hash64.hash(command.id, 0, command.idLength, ~(long) command.origin << 32);
    }

    /** Position of a claimed id, or {@link #NONE}. */
    public int find(final long high, final long low) {
        final int mask = table.length / FIELDS - 1;
        for (int i = (int) low & mask; ; i = i + 1 & mask) {
            final long candidate = table[i * FIELDS];
            if (candidate == 0) {
                return NONE;
            }
            if (candidate == high && table[i * FIELDS + 1] == low) {
                return i;
            }
        }
    }

    public long content(final int position) {
        return table[position * FIELDS + 2];
    }

    /** Journal sequence of the entry that holds the first answer. */
    public long sequence(final int position) {
        return table[position * FIELDS + 3] >>> 16;
    }

    /** Claims an id that was not found; {@code oldestMs} is the start of the window. */
    public void claim(
            final long high,
            final long low,
            final long content,
            final long sequence,
            final long eventMs,
            final long oldestMs) {
        if ((used + 1) * 4 > table.length / FIELDS * 3) {
            rebuild(day(oldestMs));
        }
        put(high, low, content, sequence << 16 | day(eventMs));
    }

    int size() {
        return used;
    }

    /** Claims of a chunk that are still in the window, sorted: (high, low, content, sequence and day). */
    List<long[]> claims(final int chunk, final int chunks, final long oldestMs) {
        final List<long[]> claims = new ArrayList<>();
        for (int i = 0; i < table.length; i += FIELDS) {
            if (table[i] != 0 && chunkOf(table[i], chunks) == chunk && (table[i + 3] & 0xffff) >= day(oldestMs)) {
                claims.add(Arrays.copyOfRange(table, i, i + FIELDS));
            }
        }
        claims.sort(Comparator.comparingLong((long[] claim) -> claim[0]).thenComparingLong(claim -> claim[1]));
        return claims;
    }

    static int chunkOf(final long high, final int chunks) {
        return (int) Long.remainderUnsigned(high, chunks);
    }

    /** Takes a claim back from an image. */
    void restore(final long high, final long low, final long content, final long tail) {
        if ((used + 1) * 4 > table.length / FIELDS * 3) {
            rebuild(0);
        }
        put(high, low, content, tail);
    }

    private static int day(final long timeMs) {
        return (int) Math.max(0, Math.min(0xffff, Math.floorDiv(timeMs, DAY_MS)));
    }

    private void put(final long high, final long low, final long content, final long tail) {
        final int mask = table.length / FIELDS - 1;
        int i = (int) low & mask;
        while (table[i * FIELDS] != 0) {
            i = i + 1 & mask;
        }
        table[i * FIELDS] = high;
        table[i * FIELDS + 1] = low;
        table[i * FIELDS + 2] = content;
        table[i * FIELDS + 3] = tail;
        used++;
    }

    /** Drops what is older than a day, and doubles if that does not leave half the table free. */
    private void rebuild(final int oldestDay) {
        int live = 0;
        for (int i = 0; i < table.length; i += FIELDS) {
            live += table[i] != 0 && (table[i + 3] & 0xffff) >= oldestDay ? 1 : 0;
        }
        final long[] old = table;
        table = new long[live * 2 * FIELDS >= old.length ? Math.multiplyExact(old.length, 2) : old.length];
        used = 0;
        for (int i = 0; i < old.length; i += FIELDS) {
            if (old[i] != 0 && (old[i + 3] & 0xffff) >= oldestDay) {
                put(old[i], old[i + 1], old[i + 2], old[i + 3]);
            }
        }
    }
}
