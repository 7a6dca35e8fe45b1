package io.ratinggrid.rating.account;

import java.util.Arrays;

/** Records as they were, to take back what a command has applied when a later step of it fails. Reused; one thread. */
public final class SavedRecords {
    private StateRecord[] records = new StateRecord[2];
    private byte[][] bytes = new byte[2][0];
    private int[] lengths = new int[2];
    private int size;

    public void clear() {
        size = 0;
    }

    /** Keeps a copy of a record's bytes, in room that is used again. */
    public void save(final StateRecord record) {
        if (size == records.length) {
            grow();
        }
        final int length = record.bytes().length;
        if (bytes[size].length < length) {
            bytes[size] = new byte[length];
        }
        System.arraycopy(record.bytes(), 0, bytes[size], 0, length);
        records[size] = record;
        lengths[size++] = length;
    }

    /** Gives all records their bytes back. */
    public void restore() {
        for (int i = 0; i < size; i++) {
            records[i].restore(Arrays.copyOf(bytes[i], lengths[i]));
        }
        size = 0;
    }

    private void grow() {
        final int capacity = size * 2;
        records = Arrays.copyOf(records, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        bytes = Arrays.copyOf(bytes, capacity);
        Arrays.fill(bytes, size, capacity, new byte[0]);
    }
}
