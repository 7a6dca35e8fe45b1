package io.ratinggrid.perf.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.JournalStore;

/** The journal as one node has it. */
final class NodeJournal implements JournalStore {
    private final SimStores stores;
    private final int node;
    private final Life life;
    private final StoreBounds bounds;

    NodeJournal(final SimStores stores, final int node, final Life life) {
        this.stores = stores;
        this.node = node;
        this.life = life;
        bounds = new StoreBounds(stores.scale.partitions(), MAX_ENTRY_BYTES);
    }

    @Override
    public void append(final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
        bounds.checkPut(partition, "sequence", sequence, entry);
        new Put(stores, node, life, partition, sequence, entry, Objects.requireNonNull(callback, "callback")).start();
    }

    /** The first copy is compared; all copies get it. */
    @Override
    public boolean putAgain(final int partition, final long sequence, final byte[] entry) {
        bounds.checkPut(partition, "sequence", sequence, entry);
        final int asked = stores.asked(node, partition);
        final List<Copy> copies = stores.written(node, partition);
        if (stores.stale.isHidden(partition, sequence)
                || !Arrays.equals(stores.members.copy(asked, partition).entries.get(sequence), entry)) {
            return false;
        }
        copies.forEach(copy -> copy.put(partition, sequence, entry));
        return true;
    }

    @Override
    public void remove(final int partition, final long first, final long last) {
        bounds.checkRange(partition, "sequence", first, last);
        final List<Copy> copies = stores.written(node, partition);
        stores.removed.keep(partition, copies, first, last);
        copies.forEach(copy -> copy.entries.subMap(first, true, last, true).clear());
        if (stores.weather.isUnknown()) {
            throw new IllegalStateException("entries may or may not be removed: partition=" + partition);
        }
    }

    @Override
    public byte[] readOwnCopy(final int partition, final long sequence) {
        bounds.checkKey(partition, "sequence", sequence);
        return stores.weather.read(stores.members.copy(node, partition).entries.get(sequence));
    }

    @Override
    public byte[] read(final int partition, final long sequence) {
        bounds.checkKey(partition, "sequence", sequence);
        final int asked = stores.asked(node, partition);
        if (asked == Topology.NOBODY || !stores.members.isReached(node, asked) || stores.weather.failsRead()) {
            throw new IllegalStateException("journal cannot be read: partition=" + partition + " sequence=" + sequence);
        }
        if (stores.stale.isHidden(partition, sequence)) {
            return null;
        }
        return stores.weather.read(stores.members.copy(asked, partition).entries.get(sequence));
    }
}
