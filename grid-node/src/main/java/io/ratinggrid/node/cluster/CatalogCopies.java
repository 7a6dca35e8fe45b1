package io.ratinggrid.node.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.persistence.storage.PeerMessages;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/**
 * Has every node keep the files of every catalog that any node keeps, so that a partition finds what its journal names wherever
 * it moves: looks at the others when it starts, every few seconds, and at once when a partition could not be opened, which is
 * tried again when there is a book that it has not seen. A node that asks says what it keeps itself, so that one that lacks some
 * of it looks at once. Any thread; what waits does so on a thread of its own.
 */
final class CatalogCopies implements AutoCloseable {
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(5);
    /** While others are waited for. */
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long START_WAIT_MS = 1_000;
    private static final long WAIT_MS = 10_000;
    private static final int PART_BYTES = 256 * 1024;
    private static final int MOST_BYTES = 256 << 20;

    private final CatalogStore store;
    private final Consumer<String> messages;
    private final AtomicReferenceArray<CatalogBook> used;
    private final BitSet broken = new BitSet();
    private final Thread thread = new Thread(this::run, "catalog-copies");
    private final KeptCatalogs kept = new KeptCatalogs();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean look = new AtomicBoolean();
    private volatile CatalogBook book;
    private volatile Kept history = new Kept(CatalogBook.EMPTY, CatalogHistory.EMPTY);
    private Set<UUID> present = Set.of();
    private PeerMessages peers;
    private PeerAsks asks;
    private IntConsumer reopen;
    private volatile boolean closed;

    private record Kept(CatalogBook book, CatalogHistory history) {}

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
        copyAtStart();
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
        lookNow();
    }

    /**
     * Runs {@code done}, soon and on a thread of its own, when every other node that is here is known to keep a catalog that this node
     * keeps: then no death takes it away. A node that leaves does not count, nor does one that does not get it within
     * {@link KeptCatalogs#BOUND_NS}, which is told as an alarm. Dropped at {@link #close}. {@code done} must return at once.
     */
    void whenKept(final String hash, final Runnable done) {
        kept.await(hash, done);
        wake();
    }

    /** What this node keeps, published yet or not. */
    CatalogHistory history() {
        final CatalogBook now = book;
        final Kept last = history;
        if (last.book() == now) {
            return last.history();
        }
        final Kept made =
                new Kept(now, new CatalogHistory(List.copyOf(now.byHash().values())));
        history = made;
        return made.history();
    }

    /** Answers another node; reads files. */
    AskAnswer answer(final Ask ask) {
        if (ask.question().equals(Ask.CATALOGS)) {
            if (hashesOf(ask.text()).stream().anyMatch(hash -> book.find(hash) == null)) {
                lookNow();
            }
            return AskAnswer.given(ask, 0, hashes());
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

    private void lookNow() {
        look.set(true);
        wake();
    }

    private void wake() {
        awake.set(true);
        LockSupport.unpark(thread);
    }

    private void run() {
        long lookedNs = System.nanoTime();
        while (!closed) {
            if (!awake.getAndSet(false)) {
                LockSupport.parkNanos(this, isUrgent() ? LOOK_AGAIN_NS : LOOK_NS);
            }
            if (!closed) {
                findPresent();
                if (System.nanoTime() - lookedNs >= (isUrgent() ? LOOK_AGAIN_NS : LOOK_NS)) {
                    look.set(false);
                    lookedNs = System.nanoTime();
                    present.forEach(this::askWhatItKeeps);
                }
                copyMissing();
                reopenBroken();
                kept.settle(present, this::alarm);
            }
        }
    }

    private boolean isUrgent() {
        return look.get() || kept.isAwaited();
    }

    private void alarm(final UUID node, final String hash) {
        messages.accept(
                "ALARM: catalogHash=" + hash + " is not known to be kept by node " + peers.nameOf(node) + " after s="
                        + TimeUnit.NANOSECONDS.toSeconds(KeptCatalogs.BOUND_NS)
                        + ", it is published all the same: while that node lacks it, it cannot open partitions that name it");
    }

    private void reopenBroken() {
        final BitSet again = new BitSet();
        synchronized (broken) {
            broken.stream().filter(partition -> used.get(partition) != book).forEach(again::set);
            broken.andNot(again);
        }
        again.stream().forEach(reopen);
    }

    private void copyAtStart() {
        findPresent();
        final CompletableFuture<?>[] lists =
                present.stream().map(this::askWhatItKeeps).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(lists).get(START_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (final TimeoutException | ExecutionException e) {
            // Some are not there yet: asked again.
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        copyMissing();
    }

    private void findPresent() {
        final Set<UUID> now = new LinkedHashSet<>();
        try {
            peers.others().forEach(now::add);
            present = now;
            kept.retain(now);
        } catch (final IllegalStateException e) {
            // The node is being stopped.
        }
    }

    /** Says what this node keeps, too. */
    private CompletableFuture<Void> askWhatItKeeps(final UUID node) {
        return ask(node, Ask.question(Ask.CATALOGS, 0, "", 0, hashes())).thenAccept(answer -> {
            if (answer.outcome() == AskAnswer.Outcome.GIVEN) {
                kept.heard(node, hashesOf(answer.text()));
                wake();
            }
        });
    }

    /** Of what this node keeps, as it is told to others; {@link #hashesOf} reads it. */
    private String hashes() {
        return String.join("\n", book.byHash().keySet());
    }

    private static List<String> hashesOf(final String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private void copyMissing() {
        try {
            for (final UUID node : present) {
                for (final String hash : kept.of(node)) {
                    if (book.find(hash) == null) {
                        copy(node, hash);
                    }
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
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
        } catch (final IOException
                | CatalogRefusedException
                | ExecutionException
                | TimeoutException
                | RuntimeException e) {
            // Whatever is wrong with what came, this thread must go on: partitions wait for it.
            kept.failed(node, hash);
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
