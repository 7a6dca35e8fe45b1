package io.ratinggrid.ingest.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A queue in memory, for tests and the simulator; "files" are runs of records between rolls. */
public final class MemoryEventQueue implements EventQueue {
    private final Durability durability;
    private final List<byte[]> records = new ArrayList<>();
    private final List<Integer> fileStarts = new ArrayList<>(List.of(0));
    private int firstKept;
    private long durable = NONE;

    public MemoryEventQueue(final Durability durability) {
        this.durability = durability;
    }

    /** What is left after a loss of power: the records forced by then. */
    public synchronized MemoryEventQueue afterPowerCut() {
        final MemoryEventQueue left = new MemoryEventQueue(durability);
        left.records.addAll(records.subList(0, (int) durable + 1));
        left.firstKept = firstKept;
        left.durable = durable;
        return left;
    }

    /** What the next process finds after a death of this one: all records, and it forces them before anything else. */
    public synchronized MemoryEventQueue afterKill() {
        durable = lastIndex();
        return this;
    }

    @Override
    public synchronized long append(final byte[] bytes, final int offset, final int length) {
        records.add(Arrays.copyOfRange(bytes, offset, offset + length));
        if (durability == Durability.PROCESS) {
            durable = lastIndex();
        }
        return lastIndex();
    }

    @Override
    public synchronized long lastIndex() {
        return records.size() - 1;
    }

    @Override
    public synchronized long durableIndex() {
        return durable;
    }

    @Override
    public synchronized void force(final long index) {
        if (durable < index) {
            durable = lastIndex();
        }
    }

    @Override
    public synchronized QueueCursor cursorAfter(final long index) {
        if (index != NONE && (index < firstKept || index > lastIndex())) {
            throw new QueueFailedException("index=" + index + " is not in the queue, first=" + firstKept);
        }
        return new Cursor(index == NONE ? firstKept - 1 : index);
    }

    @Override
    public synchronized void roll() {
        if (fileStarts.get(fileStarts.size() - 1) < records.size()) {
            fileStarts.add(records.size());
        }
    }

    @Override
    public synchronized int retireThrough(final long index) {
        int retired = 0;
        while (fileStarts.size() > 1 && fileStarts.get(1) <= index) {
            final int end = fileStarts.get(1);
            for (int i = fileStarts.remove(0); i < end; i++) {
                records.set(i, null);
            }
            firstKept = end;
            retired++;
        }
        return retired;
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private synchronized byte[] read(final long index) {
        return index <= durable ? records.get((int) index) : null;
    }

    private final class Cursor implements QueueCursor {
        private long index;
        private byte[] record = {};

        Cursor(final long index) {
            this.index = index;
        }

        @Override
        public long next() {
            final byte[] found = read(index + 1);
            if (found == null) {
                return NONE;
            }
            record = found;
            return ++index;
        }

        @Override
        public long index() {
            return index;
        }

        @Override
        public byte[] bytes() {
            return record;
        }

        @Override
        public int length() {
            return record.length;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
