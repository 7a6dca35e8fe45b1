package io.ratinggrid.persistence.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Tells the others which nodes had the last copies of lost partitions: a node that comes without data has not seen them go. Any
 * thread.
 */
final class LastHolders implements AutoCloseable {
    private static final String TOPIC = "ratinggrid.members.lost";
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PeerMessages peers;
    private final Copies copies;
    private final ExecutorService sender;
    private long toldNs = System.nanoTime() - AGAIN_NS;

    LastHolders(final PeerMessages peers, final Copies copies, final String instanceName) {
        this.peers = peers;
        this.copies = copies;
        this.sender = Executors.newSingleThreadExecutor(task -> {
            final Thread thread = new Thread(task, "last-holders-" + instanceName);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to hear what others tell. */
    void start() {
        peers.listen(
                TOPIC,
                (node, message) -> copies.hear(Standing.parse(new String(message, StandardCharsets.UTF_8))
                        .lost()));
    }

    /** Tells what is known here of those that are lost, every so often. */
    synchronized void tell() {
        final Map<Integer, Set<String>> known = copies.lost();
        known.values().removeIf(Set::isEmpty);
        if (known.isEmpty() || System.nanoTime() - toldNs < AGAIN_NS) {
            return;
        }
        toldNs = System.nanoTime();
        final byte[] message = new Standing(Set.of(), known, false).text().getBytes(StandardCharsets.UTF_8);
        try {
            sender.execute(() -> peers.others().forEach(node -> peers.send(node, TOPIC, message)));
        } catch (final RejectedExecutionException e) {
            // The node is being stopped.
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
