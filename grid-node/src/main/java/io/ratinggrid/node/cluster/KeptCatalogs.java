package io.ratinggrid.node.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Which other nodes keep which catalogs, as far as they said, and who waits until all of them keep one. {@link #heard} and
 * {@link #await} on any thread and at once; all else on the one thread that copies.
 */
final class KeptCatalogs {
    /** A node that does not keep a catalog after this time holds up no partition any more. */
    static final long BOUND_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long COPY_AGAIN_NS = TimeUnit.SECONDS.toNanos(5);

    private record Kept(UUID node, String hash) {}

    private record Waiting(String hash, long sinceNs, Runnable done) {}

    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Set<Kept> givenUp = ConcurrentHashMap.newKeySet();
    private final Map<Kept, Long> failedNs = new HashMap<>();

    /** A node said that it keeps these; a node never drops one. */
    void heard(final UUID node, final Collection<String> hashes) {
        hashes.forEach(hash -> kept.add(new Kept(node, hash)));
    }

    /** Has {@link #settle} run {@code done} when every other node that is here keeps the catalog, or its bound is over. */
    void await(final String hash, final Runnable done) {
        waiting.add(new Waiting(hash, System.nanoTime(), done));
    }

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /** Forgets the nodes that are not here any more. */
    void retain(final Collection<UUID> present) {
        kept.removeIf(entry -> !present.contains(entry.node()));
        givenUp.removeIf(entry -> !present.contains(entry.node()));
        failedNs.keySet().removeIf(entry -> !present.contains(entry.node()));
    }

    /** What a node keeps, but for what could not be copied from it a moment ago. */
    List<String> of(final UUID node) {
        final long nowNs = System.nanoTime();
        return kept.stream()
                .filter(entry -> entry.node().equals(node))
                .filter(entry -> !failedNs.containsKey(entry) || nowNs - failedNs.get(entry) > COPY_AGAIN_NS)
                .map(Kept::hash)
                .toList();
    }

    void failed(final UUID node, final String hash) {
        failedNs.put(new Kept(node, hash), System.nanoTime());
    }

    /** Runs what need not wait any more; {@code late} is told, once, of each node that a catalog is not waited for any more. */
    void settle(final Collection<UUID> present, final BiConsumer<UUID, String> late) {
        final List<Waiting> settled =
                waiting.stream().filter(wait -> isSettled(wait, present, late)).toList();
        settled.forEach(wait -> {
            waiting.remove(wait);
            wait.done().run();
        });
    }

    private boolean isSettled(final Waiting wait, final Collection<UUID> present, final BiConsumer<UUID, String> late) {
        final List<Kept> lacking = present.stream()
                .map(node -> new Kept(node, wait.hash()))
                .filter(entry -> !kept.contains(entry) && !givenUp.contains(entry))
                .toList();
        if (!lacking.isEmpty() && System.nanoTime() - wait.sinceNs() < BOUND_NS) {
            return false;
        }
        lacking.forEach(entry -> {
            givenUp.add(entry);
            late.accept(entry.node(), entry.hash());
        });
        return true;
    }
}
