package io.ratinggrid.rating.account;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a document line that no catalog has, so that documents can be read for as long as the account is there; in the head, in
 * as many slots as it needs. Never freed.
 *
 * <pre>
 *  0 u8 kind   1 u8 bytes of the name here, 1 to 40   2 u16 part, from 0   4 i32 line   8 so many bytes of the name, UTF-8, then zeros
 * </pre>
 */
public final class LineNameSlot {
    private static final int PART_BYTES = 40;
    /** Names of an account that are kept at most. */
    private static final int LIMIT = 256;

    private LineNameSlot() {}

    /** Whether a name of a line is still to be kept, and may be. */
    public static boolean isMissing(final StateRecord head, final int line) {
        int names = 0;
        for (int slot = head.first(SlotKind.LINE_NAME); slot >= 0; slot = head.next(SlotKind.LINE_NAME, slot)) {
            if (head.getInt(slot, 4) == line) {
                return false;
            }
            names += head.getShort(slot, 2) == 0 ? 1 : 0;
        }
        return names < LIMIT;
    }

    static void put(final StateRecord head, final int line, final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += PART_BYTES) {
            final int slot = head.allocate(SlotKind.LINE_NAME);
            final byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES));
            head.putByte(slot, 1, part.length);
            head.putShort(slot, 2, from / PART_BYTES);
            head.putInt(slot, 4, line);
            for (int i = 0; i < part.length; i++) {
                head.putByte(slot, 8 + i, part[i]);
            }
        }
    }

    /** Name of a line, or null if it is not kept here. */
    public static String name(final StateRecord head, final int line) {
        byte[] bytes = {};
        for (int slot = head.first(SlotKind.LINE_NAME); slot >= 0; slot = head.next(SlotKind.LINE_NAME, slot)) {
            if (head.getInt(slot, 4) == line) {
                final int from = head.getShort(slot, 2) * PART_BYTES;
                final int length = head.getByte(slot, 1);
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length, from + length));
                for (int i = 0; i < length; i++) {
                    bytes[from + i] = (byte) head.getByte(slot, 8 + i);
                }
            }
        }
        return bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
