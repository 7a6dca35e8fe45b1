package io.ratinggrid.persistence.storage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import javax.cache.CacheException;

import io.ratinggrid.persistence.StoreBounds;
import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.storage.AppendQueue.Append;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteLogger;
import org.apache.ignite.cache.CachePeekMode;

/**
 * The journal in an Ignite cache. On the minority side of a grid nothing is known of an append and nothing is read: what was
 * written there is thrown away when the sides meet again, unless the other has it too. Nor is anything read without a {@link Lease}, for what was not found
 * may have been written by who took this node's place. Its committers are its own threads: a commit blocks,
 * and Ignite's must not.
 */
final class IgniteJournalStore implements JournalStore {
    /** Keys of one transaction, which holds their locks. */
    private static final int MOST_REMOVED = 64;

    private final IgniteCache<GridKey, byte[]> cache;
    private final OwnPages pages;
    private final IgniteLogger log;
    private final BooleanSupplier majority;
    private final BooleanSupplier lease;
    private final Runnable doubt;

    /**
     * A copy that cannot be reached by the network is given up after the failure detection timeout, even before the cluster knows:
     * what took a good part of that may be on this node alone.
     */
    private final long slowNs;

    private final StoreBounds bounds;
    private final AppendQueue queue = new AppendQueue();
    private final List<Thread> committers;

    IgniteJournalStore(
            final IgniteCache<GridKey, byte[]> cache,
            final OwnPages pages,
            final GridStorageContext context,
            final IgniteLogger log,
            final BooleanSupplier majority,
            final BooleanSupplier lease,
            final Runnable doubt) {
        this.doubt = doubt;
        this.lease = lease;
        this.slowNs = TimeUnit.MILLISECONDS.toNanos(context.failureDetectionMs() / 4);
        this.cache = cache;
        this.pages = pages;
        this.log = log;
        this.majority = majority;
        this.bounds = new StoreBounds(context.partitions(), MAX_ENTRY_BYTES);
        this.committers = IntStream.range(0, context.committerThreads())
                .mapToObj(i -> new Thread(this::commit, "committer-" + i + "-" + context.instanceName()))
                .toList();
    }

    void start() {
        committers.forEach(Thread::start);
    }

    @Override
    public void append(final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
        bounds.checkPut(partition, "sequence", sequence, entry);
        final Append append = new Append(partition, sequence, entry, Objects.requireNonNull(callback, "callback"));
        if (!queue.offer(append)) {
            answer(append, AppendOutcome.UNKNOWN);
        }
    }

    /** Ignite compares where the first copy is, and sends what stands there to all copies, those that are still being made among them. */
    @Override
    public boolean putAgain(final int partition, final long sequence, final byte[] entry) {
        bounds.checkPut(partition, "sequence", sequence, entry);
        final GridKey key = new GridKey(partition, sequence);
        try {
            final long beganNs = System.nanoTime();
            final boolean stands = cache.replace(key, entry, entry);
            doubtIfSlow(beganNs);
            if (!majority.getAsBoolean()) {
                throw new IllegalStateException("entry cannot be put again on the minority side of the grid: " + key);
            }
            return stands;
        } catch (final CacheException | IgniteException e) {
            throw new IllegalStateException("entry cannot be put again: " + key, e);
        }
    }

    @Override
    public byte[] read(final int partition, final long sequence) {
        bounds.checkKey(partition, "sequence", sequence);
        final GridKey key = new GridKey(partition, sequence);
        try {
            final byte[] entry = cache.get(key);
            if (!majority.getAsBoolean()) {
                throw new IllegalStateException("journal cannot be read on the minority side of the grid: " + key);
            }
            if (!lease.getAsBoolean()) {
                throw new IllegalStateException(
                        "journal cannot be read, too few other nodes have said of late that this one is among them: "
                                + key);
            }
            return entry;
        } catch (final CacheException | IgniteException e) {
            throw new IllegalStateException("journal cannot be read: " + key, e);
        }
    }

    @Override
    public boolean endsWith(final int partition, final long sequence, final byte[] end) {
        bounds.checkKey(partition, "sequence", sequence);
        return pages.endsWith(new GridKey(partition, sequence), end) && majority.getAsBoolean()
                || JournalStore.super.endsWith(partition, sequence, end);
    }

    @Override
    public byte[] readOwnCopy(final int partition, final long sequence) {
        bounds.checkKey(partition, "sequence", sequence);
        try {
            return cache.localPeek(new GridKey(partition, sequence), CachePeekMode.PRIMARY, CachePeekMode.BACKUP);
        } catch (final CacheException | IgniteException e) {
            log.warning("own copy cannot be read: partition=" + partition + " sequence=" + sequence, e);
            return null;
        }
    }

    @Override
    public void remove(final int partition, final long first, final long last) {
        bounds.checkRange(partition, "sequence", first, last);
        try {
            for (long from = first; from <= last; from += MOST_REMOVED) {
                cache.removeAll(keys(partition, from, Math.min(last, from + MOST_REMOVED - 1)));
            }
        } catch (final CacheException | IgniteException e) {
            throw new IllegalStateException(
                    "entries cannot be removed: partition=" + partition + " first=" + first + " last=" + last, e);
        }
        if (!majority.getAsBoolean()) {
            throw new IllegalStateException("entries cannot be removed on the minority side of the grid: partition="
                    + partition + " first=" + first + " last=" + last);
        }
    }

    private static SortedSet<GridKey> keys(final int partition, final long first, final long last) {
        final SortedSet<GridKey> keys = new TreeSet<>(Comparator.comparingLong(GridKey::number));
        for (long sequence = first; sequence <= last; sequence++) {
            keys.add(new GridKey(partition, sequence));
        }
        return keys;
    }

    /** Takes no more appends; those taken are still carried out. */
    void close() {
        queue.close();
    }

    /** Waits for the committers to end. Never interrupts them: Ignite closes a file whose writer is interrupted. */
    void join(final long timeoutMs) {
        final long deadlineNs = System.nanoTime() + timeoutMs * 1_000_000;
        for (final Thread committer : committers) {
            try {
                committer.join(Math.max(1, (deadlineNs - System.nanoTime()) / 1_000_000));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void commit() {
        try {
            for (Append append = queue.take(); append != null; append = queue.take()) {
                answer(append, put(append));
            }
        } catch (final InterruptedException e) {
            throw new IllegalStateException("a committer must not be interrupted", e);
        }
    }

    private AppendOutcome put(final Append append) {
        final GridKey key = new GridKey(append.partition(), append.sequence());
        try {
            final long beganNs = System.nanoTime();
            final boolean absent = Uncopied.putIfAbsent(cache, key, append.entry());
            doubtIfSlow(beganNs);
            if (absent) {
                return majority.getAsBoolean() ? AppendOutcome.MINE : AppendOutcome.UNKNOWN;
            }
            if (putAgain(append.partition(), append.sequence(), append.entry())) {
                return AppendOutcome.MINE;
            }
            final byte[] present = cache.get(key);
            final boolean isAnothers = present != null && !Arrays.equals(present, append.entry());
            return isAnothers && majority.getAsBoolean() ? AppendOutcome.ANOTHERS : AppendOutcome.UNKNOWN;
        } catch (final RuntimeException e) {
            log.warning("append unresolved: " + key, e);
            return AppendOutcome.UNKNOWN;
        }
    }

    /** A process that stood still meanwhile may have been given up by the others, and been answered by itself alone. */
    private void doubtIfSlow(final long beganNs) {
        if (System.nanoTime() - beganNs > slowNs) {
            doubt.run();
        }
    }

    private void answer(final Append append, final AppendOutcome outcome) {
        try {
            append.callback().onAppend(append.partition(), append.sequence(), outcome);
        } catch (final RuntimeException e) {
            log.error(
                    "append callback failed: partition=" + append.partition() + " sequence=" + append.sequence()
                            + " outcome=" + outcome,
                    e);
        }
    }
}
