package io.ratinggrid.persistence.storage;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends to each peer on a thread of its own, so that one that cannot be reached, to which a send may wait for as long as a failure takes to be
 * detected, keeps nothing from the others. Any thread.
 */
final class PeerSenders implements AutoCloseable {
    /** Messages to a peer that wait for it; what comes then is lost, as a message may be. */
    private static final int MOST_WAITING = 64;

    private static final long IDLE_S = 10;

    private final PeerMessages peers;
    private final String threads;
    private final Map<UUID, ThreadPoolExecutor> byPeer = new ConcurrentHashMap<>();

    /** {@code threads}: what their names begin with. */
    PeerSenders(final PeerMessages peers, final String threads) {
        this.peers = peers;
        this.threads = threads;
    }

    /** Forgets peers that are gone from now on. */
    void start() {
        peers.onLost(peer -> {
            final ThreadPoolExecutor sender = byPeer.remove(peer);
            if (sender != null) {
                sender.shutdown();
            }
        });
    }

    /** Hands over a message that is made when its turn has come. */
    void send(final UUID peer, final String topic, final Supplier<byte[]> message) {
        byPeer.computeIfAbsent(peer, this::sender).execute(() -> {
            try {
                peers.send(peer, topic, message.get());
            } catch (final IllegalStateException e) {
                // The node is being stopped.
            }
        });
    }

    /** Hands it over to all that are here. */
    void sendAll(final String topic, final byte[] message) {
        peers.others().forEach(peer -> send(peer, topic, () -> message));
    }

    private ThreadPoolExecutor sender(final UUID peer) {
        final ThreadPoolExecutor sender = new ThreadPoolExecutor(
                1,
                1,
                IDLE_S,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    final Thread thread = new Thread(task, threads + "-" + peer);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        sender.allowCoreThreadTimeOut(true);
        return sender;
    }

    /** What waits is not sent. */
    @Override
    public void close() {
        byPeer.values().forEach(ThreadPoolExecutor::shutdownNow);
    }
}
