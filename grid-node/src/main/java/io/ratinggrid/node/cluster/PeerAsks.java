package io.ratinggrid.node.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.ratinggrid.node.net.AskRoute;
import io.ratinggrid.persistence.storage.PeerMessages;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.NewSessions;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;

/**
 * Asks the node with the first copy of a partition, and answers what other nodes ask of this one. What comes in is enqueued on
 * Ignite's thread and no more; what goes out has a thread of each node it goes to; answers are handed to those who asked on one
 * thread of their own. Bounded both ways. Any thread.
 */
final class PeerAsks implements AskRoute, AutoCloseable {
    private static final String TOPIC = "ratinggrid.ask";
    /** Of each direction. */
    private static final int MOST_UNDER_WAY = 4_096;

    private static final int LOOK_MS = 100;

    private record Pending(Ask ask, UUID node, long sentNs, Consumer<AskAnswer> handler) {}

    private final PeerMessages peers;
    private final AskRoute local;
    private final PeerSenders senders = new PeerSenders();
    private final int retryAfterMs;
    private final long timeoutNs;
    private final Consumer<String> messages;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Semaphore asking = new Semaphore(MOST_UNDER_WAY);
    private final Semaphore answering = new Semaphore(MOST_UNDER_WAY);
    private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor(task -> {
        final Thread thread = new Thread(task, "peer-answers");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Not started.
     *
     * @param local     answers what is asked of this node, and never asks another
     * @param timeoutMs after which a node that does not answer is given up
     */
    PeerAsks(
            final PeerMessages peers,
            final AskRoute local,
            final int retryAfterMs,
            final int timeoutMs,
            final Consumer<String> messages) {
        this.peers = peers;
        this.local = local;
        this.retryAfterMs = retryAfterMs;
        this.messages = messages;
        timeoutNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }

    void start() {
        answers.scheduleWithFixedDelay(this::giveUpLate, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        peers.listen(TOPIC, this::take);
        peers.onLost(node -> aside(() -> {
            senders.lost(node);
            giveUp(node);
        }));
    }

    @Override
    public void ask(final Ask ask, final Consumer<AskAnswer> handler) {
        final Optional<UUID> owner = peers.primaryOf(ask.partition());
        if (owner.isEmpty() || owner.get().equals(peers.self())) {
            handler.accept(AskAnswer.refused(ask, AskAnswer.Outcome.NOT_OWNER, retryAfterMs));
        } else {
            ask(owner.get(), ask, handler);
        }
    }

    /** Asks a node itself, whatever the partition. */
    void ask(final UUID node, final Ask ask, final Consumer<AskAnswer> handler) {
        if (!enter(asking, ask)) {
            handler.accept(AskAnswer.refused(ask, AskAnswer.Outcome.BUSY, retryAfterMs));
            return;
        }
        final long id = ids.incrementAndGet();
        pending.put(id, new Pending(ask, node, System.nanoTime(), handler));
        send(node, sink -> FrameCodec.write(sink, ask.withId(id)), () -> settle(id, lost(ask)));
    }

    /** Takes a place, until it is released; false if there is none: what begins a session gets none of the last quarter. */
    private static boolean enter(final Semaphore room, final Ask ask) {
        return !(NewSessions.isKeptFree(room.availablePermits(), MOST_UNDER_WAY) && ask.beginsSession())
                && room.tryAcquire();
    }

    @Override
    public void close() {
        answers.shutdownNow();
        senders.close();
        pending.forEach((id, asked) -> settle(id, lost(asked.ask())));
    }

    private AskAnswer lost(final Ask ask) {
        return AskAnswer.lost(ask, retryAfterMs);
    }

    private void send(final UUID node, final Consumer<ByteSink> frame, final Runnable lost) {
        senders.execute(node, () -> {
            if (!peers.send(node, TOPIC, FrameCodec.frame(frame))) {
                lost.run();
            }
        });
    }

    /** On Ignite's thread. */
    private void take(final UUID sender, final byte[] message) {
        try {
            final ByteSource source = FrameCodec.body(message);
            if (FrameCodec.readKind(source) == FrameKind.ASK) {
                answer(sender, FrameCodec.readAsk(source));
            } else {
                final AskAnswer answer = FrameCodec.readAnswer(source);
                settle(answer.id(), answer);
            }
        } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
            messages.accept("a message of node " + sender + " cannot be read: " + e);
        }
    }

    private void answer(final UUID sender, final Ask ask) {
        if (!enter(answering, ask)) {
            messages.accept("too many asks of other nodes at once: refused; most=" + MOST_UNDER_WAY
                    + ", new sessions three quarters");
            send(
                    sender,
                    sink -> FrameCodec.write(sink, AskAnswer.refused(ask, AskAnswer.Outcome.BUSY, retryAfterMs)),
                    () -> {});
            return;
        }
        local.ask(ask, answer -> {
            answering.release();
            send(sender, sink -> FrameCodec.write(sink, answer), () -> {});
        });
    }

    private void settle(final long id, final AskAnswer answer) {
        final Pending asked = pending.remove(id);
        if (asked != null) {
            asking.release();
            aside(() -> asked.handler().accept(answer.withId(asked.ask().id())));
        }
    }

    /** On the thread of those who asked; when that has ended, here. */
    private void aside(final Runnable task) {
        try {
            answers.execute(task);
        } catch (final RejectedExecutionException e) {
            task.run();
        }
    }

    private void giveUp(final UUID node) {
        pending.forEach((id, asked) -> {
            if (asked.node().equals(node)) {
                settle(id, lost(asked.ask()));
            }
        });
    }

    private void giveUpLate() {
        final long nowNs = System.nanoTime();
        pending.forEach((id, asked) -> {
            if (nowNs - asked.sentNs() > timeoutNs) {
                settle(id, lost(asked.ask()));
            }
        });
    }
}
