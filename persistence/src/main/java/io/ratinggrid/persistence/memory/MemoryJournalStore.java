package io.ratinggrid.persistence.memory;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;

/**
 * A journal on the heap. An append takes effect, and its callback runs, when the executor runs it: with an executor that
 * is stepped, everything happens in the order of the steps.
 */
public final class MemoryJournalStore implements JournalStore {
    private record Key(int partition, long sequence) {}

    private final ConcurrentMap<Key, byte[]> entries = new ConcurrentHashMap<>();
    private final StoreBounds bounds;
    private final Executor executor;

    public MemoryJournalStore(final int partitions, final Executor executor) {
        this.bounds = new StoreBounds(partitions, MAX_ENTRY_BYTES);
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    @Override
    public void append(final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
        bounds.checkPut(partition, "sequence", sequence, entry);
        Objects.requireNonNull(callback, "callback");
        executor.execute(() -> callback.onAppend(partition, sequence, put(new Key(partition, sequence), entry)));
    }

    @Override
    public boolean putAgain(final int partition, final long sequence, final byte[] entry) {
        bounds.checkPut(partition, "sequence", sequence, entry);
        return Arrays.equals(entries.get(new Key(partition, sequence)), entry);
    }

    @Override
    public byte[] read(final int partition, final long sequence) {
        bounds.checkKey(partition, "sequence", sequence);
        final byte[] entry = entries.get(new Key(partition, sequence));
        return entry == null ? null : entry.clone();
    }

    @Override
    public byte[] readOwnCopy(final int partition, final long sequence) {
        return read(partition, sequence);
    }

    @Override
    public void remove(final int partition, final long first, final long last) {
        bounds.checkRange(partition, "sequence", first, last);
        for (long sequence = first; sequence <= last; sequence++) {
            entries.remove(new Key(partition, sequence));
        }
    }

    private AppendOutcome put(final Key key, final byte[] entry) {
        final byte[] present = entries.putIfAbsent(key, entry);
        return present == null || Arrays.equals(present, entry) ? AppendOutcome.MINE : AppendOutcome.ANOTHERS;
    }
}
