package io.ratinggrid.node.cluster;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.persistence.storage.PeerMessages;

/** Asks the other nodes for their time, once a second, and answers when asked. A thread of its own, for sending may wait. */
final class PeerClocks implements AutoCloseable {
    private static final String ASK = "ratinggrid.clock.ask";
    private static final String ANSWER = "ratinggrid.clock.answer";
    private static final long EVERY_MS = 1_000;

    private final PeerMessages peers;
    private final ClockGuard clock;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(PeerClocks::thread);
    private final ExecutorService answering = Executors.newSingleThreadExecutor(PeerClocks::thread);

    PeerClocks(final PeerMessages peers, final ClockGuard clock) {
        this.peers = peers;
        this.clock = clock;
    }

    void start() {
        peers.listen(
                ASK, (node, message) -> answer(node, ByteBuffer.wrap(message).getLong()));
        peers.listen(ANSWER, (node, message) -> {
            final ByteBuffer answer = ByteBuffer.wrap(message);
            clock.heard(node.toString(), answer.getLong(), answer.getLong());
        });
        asking.scheduleWithFixedDelay(this::ask, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        asking.shutdownNow();
        answering.shutdownNow();
    }

    private void ask() {
        try {
            for (final UUID node : peers.others()) {
                peers.send(
                        node,
                        ASK,
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(clock.nanoTime())
                                .array());
            }
        } catch (final IllegalStateException e) {
            // The node is being stopped.
        }
    }

    private void answer(final UUID node, final long askedNs) {
        try {
            answering.execute(() -> peers.send(
                    node,
                    ANSWER,
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(askedNs)
                            .putLong(clock.wallMs())
                            .array()));
        } catch (final RejectedExecutionException e) {
            // The node is being stopped.
        }
    }

    private static Thread thread(final Runnable task) {
        final Thread thread = new Thread(task, "peer-clocks");
        thread.setDaemon(true);
        return thread;
    }
}
