package io.ratinggrid.node.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.persistence.storage.PeerMessages;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/**
 * Has every node keep the files of every catalog that any node keeps, so that a partition finds what its journal names wherever
 * it moves: looks at the others when it starts, every few seconds, and at once when a partition could not be opened, which is
 * tried again when there is a book that it has not seen. Any thread.
 */
final class CatalogCopies implements AutoCloseable {
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long START_WAIT_MS = 1_000;
    private static final long WAIT_MS = 10_000;
    private static final int PART_BYTES = 256 * 1024;
    private static final int MOST_BYTES = 256 << 20;

    private final CatalogStore store;
    private final Consumer<String> messages;
    private final AtomicReferenceArray<CatalogBook> used;
    private final BitSet broken = new BitSet();
    private final Thread thread = new Thread(this::run, "catalog-copies");
    private volatile CatalogBook book;
    private PeerMessages peers;
    private PeerAsks asks;
    private IntConsumer reopen;
    private volatile boolean closed;

    CatalogCopies(final CatalogStore store, final int partitions, final Consumer<String> messages) {
        this.store = store;
        this.messages = messages;
        used = new AtomicReferenceArray<>(partitions);
        book = store.book();
    }

    static boolean isAboutCatalogs(final Ask ask) {
        return ask.question().equals(Ask.CATALOGS) || ask.question().equals(Ask.CATALOG);
    }

    /** Copies what the others have that are here now, then keeps on; {@code newReopen} must return at once. */
    void start(final PeerMessages newPeers, final PeerAsks newAsks, final IntConsumer newReopen) {
        peers = newPeers;
        asks = newAsks;
        reopen = newReopen;
        copy(START_WAIT_MS);
        thread.setDaemon(true);
        thread.start();
    }

    /** What there is now, for a partition that begins to open. */
    CatalogBook bookFor(final int partition) {
        final CatalogBook now = book;
        used.set(partition, now);
        return now;
    }

    /** A partition could not be opened, perhaps for want of a catalog. */
    void broken(final int partition) {
        synchronized (broken) {
            broken.set(partition);
        }
        LockSupport.unpark(thread);
    }

    /** Answers another node; reads files. */
    AskAnswer answer(final Ask ask) {
        if (ask.question().equals(Ask.CATALOGS)) {
            return AskAnswer.given(ask, 0, String.join("\n", book.byHash().keySet()));
        }
        final String[] words = ask.text().split("\n");
        try {
            final byte[] pack;
            synchronized (store) {
                pack = store.pack(words[0]);
            }
            final int from = Integer.parseInt(words[1]);
            return AskAnswer.committed(
                    ask,
                    pack.length,
                    ResultCode.DONE,
                    Arrays.copyOfRange(pack, from, Math.min(pack.length, from + PART_BYTES)));
        } catch (final IOException | RuntimeException e) {
            return AskAnswer.failed(ask, e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(this, LOOK_NS);
            if (!closed) {
                copy(WAIT_MS);
                reopenBroken();
            }
        }
    }

    private void reopenBroken() {
        final BitSet again = new BitSet();
        synchronized (broken) {
            broken.stream().filter(partition -> used.get(partition) != book).forEach(again::set);
            broken.andNot(again);
        }
        again.stream().forEach(reopen);
    }

    private void copy(final long waitMs) {
        final Map<UUID, CompletableFuture<AskAnswer>> lists = new LinkedHashMap<>();
        for (final UUID node : peers.others()) {
            lists.put(node, ask(node, Ask.question(Ask.CATALOGS, 0, "", 0, "")));
        }
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
        for (final Map.Entry<UUID, CompletableFuture<AskAnswer>> list : lists.entrySet()) {
            try {
                final AskAnswer answer =
                        list.getValue().get(Math.max(0, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
                for (final String hash : answer.text().split("\n")) {
                    if (answer.outcome() == AskAnswer.Outcome.GIVEN && book.find(hash) == null) {
                        copy(list.getKey(), hash);
                    }
                }
            } catch (final TimeoutException | ExecutionException e) {
                // Not there yet, or no more: asked again.
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void copy(final UUID node, final String hash) throws InterruptedException {
        try {
            final byte[] pack = fetch(node, hash);
            synchronized (store) {
                store.receive(hash, pack);
                book = store.book();
            }
            messages.accept("catalogHash=" + hash + " copied from node " + node + ", bytes=" + pack.length);
        } catch (final IOException | CatalogRefusedException | ExecutionException | TimeoutException e) {
            messages.accept("ALARM: catalogHash=" + hash + " cannot be copied from node " + node
                    + ", partitions that name it cannot be opened here: " + e.getMessage());
        }
    }

    private byte[] fetch(final UUID node, final String hash)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        final ByteArrayOutputStream pack = new ByteArrayOutputStream();
        long total;
        do {
            final AskAnswer part = ask(node, Ask.question(Ask.CATALOG, 0, "", 0, hash + "\n" + pack.size()))
                    .get(WAIT_MS, TimeUnit.MILLISECONDS);
            total = part.sequence();
            if (part.outcome() != AskAnswer.Outcome.GIVEN || part.record().length == 0 || total > MOST_BYTES) {
                throw new IOException("outcome=" + part.outcome() + " bytes=" + total + " " + part.text());
            }
            pack.write(part.record());
        } while (pack.size() < total);
        return pack.toByteArray();
    }

    private CompletableFuture<AskAnswer> ask(final UUID node, final Ask ask) {
        final CompletableFuture<AskAnswer> answer = new CompletableFuture<>();
        asks.ask(node, ask, answer::complete);
        return answer;
    }
}
