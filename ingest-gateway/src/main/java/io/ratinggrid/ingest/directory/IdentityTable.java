package io.ratinggrid.ingest.directory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Hash64;

/**
 * Keys with one or more entries each, in parallel arrays: about 60 bytes an identity, no object per entry. An entry says that
 * the key belonged to a subscriber in [from, until). Not thread-safe.
 */
final class IdentityTable {
    static final int NONE = -1;

    private final ByteSink keys = new ByteSink(1 << 12);
    private int[] slots = new int[1 << 10];
    private int usedSlots;

    private int size;
    private int[] hashes = new int[256];
    private int[] keyStarts = new int[256];
    private int[] keyLengths = new int[256];
    private int[] next = new int[256];
    private int[] accounts = new int[256];
    private int[] subscribers = new int[256];
    private long[] froms = new long[256];
    private long[] untils = new long[256];

    int size() {
        return size;
    }

    int account(final int entry) {
        return accounts[entry];
    }

    int subscriber(final int entry) {
        return subscribers[entry];
    }

    long from(final int entry) {
        return froms[entry];
    }

    long until(final int entry) {
        return untils[entry];
    }

    void until(final int entry, final long untilMs) {
        untils[entry] = untilMs;
    }

    /** The key of an entry. */
    String key(final int entry) {
        return new String(keys.bytes(), keyStarts[entry], keyLengths[entry], StandardCharsets.UTF_8);
    }

    /** The entry after this one of the same key, or {@link #NONE}. */
    int next(final int entry) {
        return next[entry];
    }

    /** The first entry of a key, or {@link #NONE}. */
    int first(final byte[] key, final int length) {
        return first(key, length, hash(key, length));
    }

    /** The first entry of a key whose {@code AttributeValue#hash} is known. */
    int first(final byte[] key, final int length, final long hash) {
        return slots[slotOf(key, length, (int) hash)] - 1;
    }

    void add(
            final byte[] key,
            final int length,
            final int account,
            final int subscriber,
            final long fromMs,
            final long untilMs) {
        ensure();
        final int hash = hash(key, length);
        final int slot = slotOf(key, length, hash);
        final int head = slots[slot] - 1;
        hashes[size] = hash;
        if (head == NONE) {
            keyStarts[size] = keys.length();
            keys.putBytes(key, 0, length);
            usedSlots++;
        } else {
            keyStarts[size] = keyStarts[head];
        }
        keyLengths[size] = length;
        accounts[size] = account;
        subscribers[size] = subscriber;
        froms[size] = fromMs;
        untils[size] = untilMs;
        next[size] = head;
        slots[slot] = ++size;
    }

    private int slotOf(final byte[] key, final int length, final int hash) {
        final int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !isKey(slots[slot] - 1, key, length, hash)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isKey(final int entry, final byte[] key, final int length, final int hash) {
        final int start = keyStarts[entry];
        return hashes[entry] == hash
                && keyLengths[entry] == length
                && Arrays.equals(keys.bytes(), start, start + length, key, 0, length);
    }

    private static int hash(final byte[] key, final int length) {
        return (int) Hash64.hash(key, 0, length, 0);
    }

    private void ensure() {
        if (size == hashes.length) {
            final int larger = size * 2;
            hashes = Arrays.copyOf(hashes, larger);
            keyStarts = Arrays.copyOf(keyStarts, larger);
            keyLengths = Arrays.copyOf(keyLengths, larger);
            next = Arrays.copyOf(next, larger);
            accounts = Arrays.copyOf(accounts, larger);
            subscribers = Arrays.copyOf(subscribers, larger);
            froms = Arrays.copyOf(froms, larger);
            untils = Arrays.copyOf(untils, larger);
        }
        if (usedSlots * 2 >= slots.length) {
            rehash();
        }
    }

    private void rehash() {
        final int[] old = slots;
        slots = new int[old.length * 2];
        final int mask = slots.length - 1;
        for (final int entry : old) {
            if (entry != 0) {
                int slot = hashes[entry - 1] & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = entry;
            }
        }
    }
}
