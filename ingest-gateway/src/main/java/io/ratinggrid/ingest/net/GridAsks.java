package io.ratinggrid.ingest.net;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import io.ratinggrid.rating.command.NewSessions;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;

/**
 * What is asked over the links to nodes and not answered yet. What is not taken is asked again, with growing pauses, until its
 * deadline, but no command that begins a session: whoever asks hears at once that there is too much to do. So is a question whose link is
 * lost, but not a command: it may have been carried out. Any thread.
 */
final class GridAsks implements AutoCloseable {
    private static final int MOST_UNDER_WAY = 4_096;
    private static final int LONGEST_PAUSE_MS = 500;
    private static final int LOOK_MS = 20;

    /** One ask from the first try to its answer. */
    private static final class Pending {
        private final Ask ask;
        private final long deadlineNs;
        private final CompletableFuture<AskAnswer> answer = new CompletableFuture<>();
        private int pauseMs;
        private AskAnswer last;
        private volatile NodeLink link;

        Pending(final Ask ask, final long deadlineNs, final int pauseMs, final AskAnswer last) {
            this.ask = ask;
            this.deadlineNs = deadlineNs;
            this.pauseMs = pauseMs;
            this.last = last;
        }
    }

    private final IntFunction<NodeLink> linkTo;
    private final int retryMs;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final AskSteps steps;
    private volatile boolean closed;

    /** {@code linkTo} gives the link to ask about a partition: its owner's, or any that is up; null if none is. */
    GridAsks(final IntFunction<NodeLink> linkTo, final int retryMs, final AskSteps steps) {
        this.linkTo = linkTo;
        this.retryMs = retryMs;
        this.steps = steps;
    }

    void start() {
        steps.schedule(LOOK_MS, this::look);
    }

    /** Completes on a thread of its own, by which all answers go: what follows should only be handed on. */
    CompletableFuture<AskAnswer> ask(final Ask ask, final long timeoutMs) {
        if (closed) {
            return CompletableFuture.completedFuture(AskAnswer.lost(ask, retryMs));
        }
        final boolean isTurnedAway =
                NewSessions.isKeptFree(room.availablePermits(), MOST_UNDER_WAY) && ask.beginsSession();
        if (isTurnedAway || !room.tryAcquire()) {
            return CompletableFuture.completedFuture(AskAnswer.refused(ask, AskAnswer.Outcome.BUSY, retryMs));
        }
        final Pending asked = new Pending(
                ask,
                steps.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs),
                retryMs,
                AskAnswer.refused(ask, AskAnswer.Outcome.NOT_OWNER, retryMs));
        steps.execute(() -> send(asked));
        return asked.answer.whenComplete((answer, failure) -> room.release());
    }

    /** On the reading thread of a link. */
    void onAnswer(final AskAnswer answer) {
        steps.execute(() -> take(answer));
    }

    /** What was asked over a link may have arrived or not. */
    void onDown(final NodeLink link) {
        steps.execute(() -> pending.forEach((id, asked) -> {
            if (asked.link == link && pending.remove(id) != null) {
                lost(asked);
            }
        }));
    }

    @Override
    public void close() {
        closed = true;
        steps.close();
        pending.forEach((id, asked) -> asked.answer.complete(AskAnswer.lost(asked.ask, retryMs)));
    }

    private void send(final Pending asked) {
        final NodeLink link = linkTo.apply(asked.ask.partition());
        if (link == null) {
            again(asked);
            return;
        }
        final long id = ids.incrementAndGet();
        asked.link = link;
        pending.put(id, asked);
        link.send(frame -> FrameCodec.write(frame, asked.ask.withId(id)));
        if (!link.isUp() && pending.remove(id) != null) {
            lost(asked);
        }
    }

    private void take(final AskAnswer answer) {
        final Pending asked = pending.remove(answer.id());
        if (asked == null) {
            return;
        }
        final boolean busy = answer.outcome() == AskAnswer.Outcome.BUSY && !asked.ask.beginsSession();
        if (answer.outcome() == AskAnswer.Outcome.NOT_OWNER || busy) {
            asked.last = answer;
            again(asked);
        } else {
            complete(asked, answer);
        }
    }

    private void lost(final Pending asked) {
        if (asked.ask.isCommand()) {
            complete(asked, AskAnswer.lost(asked.ask, retryMs));
        } else {
            again(asked);
        }
    }

    private void again(final Pending asked) {
        if (leftMs(asked) <= asked.pauseMs) {
            complete(asked, asked.last);
            return;
        }
        steps.schedule(asked.pauseMs, () -> send(asked));
        asked.pauseMs = Math.min(2 * asked.pauseMs, LONGEST_PAUSE_MS);
    }

    private void look() {
        giveUpLate();
        steps.schedule(LOOK_MS, this::look);
    }

    private void giveUpLate() {
        pending.forEach((id, asked) -> {
            if (leftMs(asked) <= 0 && pending.remove(id) != null) {
                complete(asked, AskAnswer.lost(asked.ask, retryMs));
            }
        });
    }

    private static void complete(final Pending asked, final AskAnswer answer) {
        asked.answer.complete(answer.withId(asked.ask.id()));
    }

    private long leftMs(final Pending asked) {
        return TimeUnit.NANOSECONDS.toMillis(asked.deadlineNs - steps.nanoTime());
    }
}
