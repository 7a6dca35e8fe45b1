package io.ratinggrid.rating.account;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.ratinggrid.rating.Bytes;

/**
 * One record of account state: the head of an account or one of its subscribers. The bytes in memory are the bytes of the
 * image; nothing is encoded or decoded when an event is rated. Not thread-safe.
 *
 * <pre>
 *  0  u8  version (1)
 *  1  u8  name length n
 *  2  u16 slots
 *  4  u16 subscriber ordinal, 0 for the head
 *  6  u16 zero
 *  8  i64 sequence of the journal entry that changed it last
 * 16  n bytes name, UTF-8, padded with zeros to a multiple of 8
 *     slots of 48 bytes; the first byte is the kind, 0 is a free slot, a slot keeps its place
 *
 *  An account with one line, three buckets and three accumulators, names of up to 16 bytes:
 *  head  16 + 16 + 48 account + 48 document line                                   128
 *  line  16 + 16 + 48 subscription + 3 * 48 buckets + 3 * 48 accumulators          368, together 496
 * </pre>
 */
public final class StateRecord {
    /** Bytes of a slot. */
    public static final int SLOT = 48;
    /** Longest name in bytes: fits the u8 of its length. */
    public static final int NAME_LIMIT_BYTES = 200;

    private static final int VERSION = 1;
    private static final int HEADER = 16;
    private static final int SLOTS_LIMIT = 0xffff;

    private byte[] bytes;
    private int slotsAt;

    private StateRecord(final byte[] bytes) {
        this.bytes = bytes;
        slotsAt = HEADER + padded(bytes[1] & 0xff);
    }

    /** A record without slots. */
    public static StateRecord create(final String name, final int ordinal) {
        final byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        if (nameBytes.length > NAME_LIMIT_BYTES) {
            throw new IllegalArgumentException("nameLength=" + nameBytes.length + " limit=" + NAME_LIMIT_BYTES);
        }
        final byte[] bytes = new byte[HEADER + padded(nameBytes.length)];
        bytes[0] = VERSION;
        bytes[1] = (byte) nameBytes.length;
        Bytes.putShort(bytes, 4, ordinal);
        System.arraycopy(nameBytes, 0, bytes, HEADER, nameBytes.length);
        return new StateRecord(bytes);
    }

    /**
     * A record from the bytes of an image, which it keeps.
     *
     * @throws IllegalArgumentException if they are of another version
     */
    public static StateRecord of(final byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != VERSION) {
            throw new IllegalArgumentException("stateLength=" + bytes.length + " stateVersion="
                    + (bytes.length == 0 ? "none" : bytes[0]) + " known=" + VERSION);
        }
        return new StateRecord(bytes);
    }

    StateRecord copy() {
        return new StateRecord(bytes.clone());
    }

    /** Takes its earlier bytes back. */
    void restore(final byte[] earlier) {
        bytes = earlier;
    }

    /** Its bytes, for images; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public String name() {
        return new String(bytes, HEADER, bytes[1] & 0xff, StandardCharsets.UTF_8);
    }

    /** 0 for the head of an account. */
    public int ordinal() {
        return Bytes.getShort(bytes, 4);
    }

    /** Sequence of the journal entry that changed it last. */
    public long sequence() {
        return Bytes.getLong(bytes, 8);
    }

    public void sequence(final long sequence) {
        Bytes.putLong(bytes, 8, sequence);
    }

    public int slots() {
        return Bytes.getShort(bytes, 2);
    }

    public int kind(final int slot) {
        return bytes[at(slot, 0)];
    }

    /** First slot of a kind, or -1. */
    public int first(final int kind) {
        return next(kind, -1);
    }

    /** First slot of a kind behind {@code slot}, or -1. */
    public int next(final int kind, final int slot) {
        for (int at = at(slot + 1, 0); at < bytes.length; at += SLOT) {
            if (bytes[at] == kind) {
                return (at - slotsAt) / SLOT;
            }
        }
        return -1;
    }

    /** Takes a free slot, or grows by one; zeroed but for its kind. */
    public int allocate(final int kind) {
        final int slot = first(SlotKind.FREE);
        if (slot < 0) {
            return append(kind);
        }
        bytes[at(slot, 0)] = (byte) kind;
        return slot;
    }

    /** Grows by one slot, which comes after all others, so that a kind whose slots are all appended keeps its order. */
    public int append(final int kind) {
        final int slot = slots();
        if (slot == SLOTS_LIMIT) {
            throw new IllegalStateException("slots=" + slot + " limit=" + SLOTS_LIMIT + " name=" + name());
        }
        bytes = Arrays.copyOf(bytes, bytes.length + SLOT);
        Bytes.putShort(bytes, 2, slot + 1);
        bytes[at(slot, 0)] = (byte) kind;
        return slot;
    }

    /** Gives a slot back; what it held is zeroed, so that equal states are equal bytes. */
    public void free(final int slot) {
        Arrays.fill(bytes, at(slot, 0), at(slot, SLOT), (byte) 0);
    }

    public int getByte(final int slot, final int offset) {
        return bytes[at(slot, offset)] & 0xff;
    }

    public void putByte(final int slot, final int offset, final int value) {
        bytes[at(slot, offset)] = (byte) value;
    }

    public int getShort(final int slot, final int offset) {
        return Bytes.getShort(bytes, at(slot, offset));
    }

    public void putShort(final int slot, final int offset, final int value) {
        Bytes.putShort(bytes, at(slot, offset), value);
    }

    public int getInt(final int slot, final int offset) {
        return Bytes.getInt(bytes, at(slot, offset));
    }

    public void putInt(final int slot, final int offset, final int value) {
        Bytes.putInt(bytes, at(slot, offset), value);
    }

    public long getLong(final int slot, final int offset) {
        return Bytes.getLong(bytes, at(slot, offset));
    }

    public void putLong(final int slot, final int offset, final long value) {
        Bytes.putLong(bytes, at(slot, offset), value);
    }

    private int at(final int slot, final int offset) {
        return slotsAt + slot * SLOT + offset;
    }

    private static int padded(final int length) {
        return length + 7 & ~7;
    }
}
