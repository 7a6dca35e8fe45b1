package io.ratinggrid.perf.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.apache.ignite.IgniteCheckedException;

/**
 * The journal of a grid whose nodes have ended, partition by partition: copies must be alike, and an engine of one's own must make the same of
 * it. Storages stay open until the process ends. One thread, which has others read.
 */
public final class StoredGrid {
    private final List<StoredJournal> journals;
    private final CatalogBook catalogs;
    private final int partitions;
    private final PartitionSettings settings;
    private final Problems problems;
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong copies = new AtomicLong();

    private StoredGrid(
            final List<StoredJournal> journals,
            final CatalogBook catalogs,
            final int partitions,
            final PartitionSettings settings,
            final Problems problems) {
        this.journals = journals;
        this.catalogs = catalogs;
        this.partitions = partitions;
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * Starts the storages of all nodes, in this process.
     *
     * @param nodes    directories of their data, node-0 first
     * @param settings of the engines that made the journal
     * @param problems is told what is wrong
     */
    public static StoredGrid open(
            final List<Path> nodes, final int partitions, final PartitionSettings settings, final Problems problems)
            throws IOException, CatalogRefusedException {
        final List<StoredJournal> journals = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            journals.add(StoredJournal.open(nodes.get(node), "node-" + node));
        }
        final CatalogBook catalogs =
                CatalogStore.open(nodes.get(0).resolve("catalogs")).book();
        return new StoredGrid(journals, catalogs, partitions, settings, problems);
    }

    /**
     * Goes through all partitions, by as many threads as there are processors. {@code readers}: one for each thread, is shown each record of the
     * partitions that the thread takes.
     */
    public void read(final Supplier<? extends Consumer<JournalRecord>> readers) throws InterruptedException {
        final AtomicInteger next = new AtomicInteger();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            final Consumer<JournalRecord> reader = readers.get();
            threads.add(new Thread(() -> read(next, reader), "check-" + i));
        }
        threads.forEach(Thread::start);
        for (final Thread thread : threads) {
            thread.join();
        }
    }

    private void read(final AtomicInteger next, final Consumer<JournalRecord> reader) {
        for (int partition = next.getAndIncrement(); partition < partitions; partition = next.getAndIncrement()) {
            try {
                new EntryReplay(partition, new PartitionEngine(catalogs, settings), problems)
                        .replay(longest(partition), reader, entry -> entries.incrementAndGet());
            } catch (final IgniteCheckedException | RuntimeException e) {
                problems.add("journal", "partition=" + partition + " cannot be read: " + e);
            }
        }
    }

    /** Of all whole copies, which are compared. */
    private SortedMap<Long, byte[]> longest(final int partition) throws IgniteCheckedException {
        SortedMap<Long, byte[]> longest = null;
        for (final StoredJournal journal : journals) {
            if (journal.whole().get(partition)) {
                final SortedMap<Long, byte[]> copy = journal.entries(partition);
                copies.incrementAndGet();
                if (longest == null) {
                    longest = copy;
                } else if (copy.size() > longest.size()) {
                    compare(partition, longest, copy, problems);
                    longest = copy;
                } else {
                    compare(partition, copy, longest, problems);
                }
            }
        }
        if (longest == null) {
            throw new IllegalStateException("no node has all of it");
        }
        return longest;
    }

    /** The longer one may go on with entries of owners that opened when the others were dead. */
    static void compare(
            final int partition,
            final SortedMap<Long, byte[]> shorter,
            final SortedMap<Long, byte[]> longer,
            final Problems problems) {
        for (final Map.Entry<Long, byte[]> entry : longer.entrySet()) {
            final byte[] other = shorter.get(entry.getKey());
            final boolean isAlike = other == null
                    ? JournalEntryCodec.decode(entry.getValue()).header().kind() == EntryKind.OPENING
                    : Arrays.equals(entry.getValue(), other);
            if (!isAlike) {
                problems.add("copies", "partition=" + partition + " sequence=" + entry.getKey() + " differs");
            }
        }
    }

    /** Says what is wrong if not every partition is whole that many times. */
    public void expectCopies(final int each) {
        final long expected = (long) partitions * each;
        if (copies.get() != expected) {
            problems.add("copies", "whole=" + copies + " must be " + expected);
        }
    }

    /** That were read, of one copy of each partition. */
    public long entries() {
        return entries.get();
    }

    /** Whole ones of all partitions. */
    public long copies() {
        return copies.get();
    }
}
