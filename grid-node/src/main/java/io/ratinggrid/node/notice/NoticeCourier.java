package io.ratinggrid.node.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.seam.Scheduler;

/**
 * Delivers the notices of this node's partitions.
 *
 * <pre>
 *   heard of notices      read, committed     taken, or as often            journaled
 *   -----------------&gt; LOOKING --------&gt; SENDING --------------&gt; SETTLING ---------&gt; gone, or given up
 *                                          ^   | not taken       ^   | no answer
 *                                          +---+ after a while   +---+ after a while
 * </pre>
 *
 * <p>It keeps nothing but how often it has tried: whatever becomes of it, a notice that is not settled is read again, by it or by the
 * next owner's, and sent again with the same id. So it is delivered at least once. No threads or waits inside; all methods are called,
 * and all is done, on the thread of the scheduler.
 */
public final class NoticeCourier {

    /** What it knows of one partition. */
    private static final class Lane {
        private final int partition;
        /** Ids of those that are being sent, waited with or settled. */
        private final Set<String> busy = new HashSet<>();

        private boolean awaited;
        private boolean reading;
        /** Some were left since too many were being sent. */
        private boolean hungry;

        private boolean closed;

        Lane(final int partition) {
            this.partition = partition;
        }
    }

    private final NoticeContext context;
    private final NoticeSource source;
    private final NoticeChannel channel;
    private final CommandRoute route;
    private final Scheduler scheduler;
    private final NoticeListener listener;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Command command = new Command();
    private final ByteSink bytes = new ByteSink(256);
    private int sending;

    public NoticeCourier(
            final NoticeContext context,
            final NoticeSource source,
            final NoticeChannel channel,
            final CommandRoute route,
            final Scheduler scheduler,
            final NoticeListener listener) {
        this.context = context;
        this.source = source;
        this.channel = channel;
        this.route = route;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** There are notices in a partition that is open here. */
    public void pending(final int partition) {
        look(lanes.computeIfAbsent(partition, Lane::new));
    }

    /** A partition is no longer open here; its next owner goes on with its notices. */
    public void closed(final int partition) {
        final Lane lane = lanes.remove(partition);
        if (lane != null) {
            lane.closed = true;
            attempts.keySet().removeAll(lane.busy);
        }
    }

    private void look(final Lane lane) {
        if (!lane.awaited && !lane.closed) {
            lane.awaited = true;
            scheduler.schedule(context.lookMs(), () -> {
                lane.awaited = false;
                read(lane);
            });
        }
    }

    private void read(final Lane lane) {
        final int room = Math.min(context.mostWaiting() - lane.busy.size(), context.mostSending() - sending);
        if (lane.closed || lane.reading) {
            return;
        }
        if (room <= 0) {
            lane.hungry = true;
            return;
        }
        lane.reading = true;
        source.read(
                lane.partition,
                room,
                wanted(Set.copyOf(lane.busy)),
                notices -> scheduler.execute(() -> onRead(lane, room, notices)));
    }

    private static Predicate<PendingNotice> wanted(final Set<String> busy) {
        return one -> !busy.contains(one.id());
    }

    private void onRead(final Lane lane, final int room, final Optional<List<Notice>> notices) {
        lane.reading = false;
        if (lane.closed) {
            return;
        }
        if (notices.isEmpty()) {
            scheduler.schedule(context.retryMs(), () -> look(lane));
            return;
        }
        notices.get().forEach(one -> take(lane, one));
        lane.hungry |= notices.get().size() == room;
        feed();
    }

    private void take(final Lane lane, final Notice one) {
        if (sending >= context.mostSending()) {
            lane.hungry = true;
        } else if (lane.busy.add(one.id())) {
            sending++;
            channel.send(one, failure -> scheduler.execute(() -> onSent(lane, one.notice(), failure)));
        }
    }

    /** There is room again for those who were left. */
    private void feed() {
        if (sending < context.mostSending()) {
            for (final Lane lane : new ArrayList<>(lanes.values())) {
                if (lane.hungry && lane.busy.size() < context.mostWaiting()) {
                    lane.hungry = false;
                    look(lane);
                }
            }
        }
    }

    private void onSent(final Lane lane, final PendingNotice one, final Optional<String> failure) {
        sending--;
        if (failure.isEmpty()) {
            settle(lane, one, Optional.empty());
        } else if (!lane.closed) {
            retry(lane, one, failure.get());
        }
        feed();
    }

    private void retry(final Lane lane, final PendingNotice one, final String why) {
        final int tried = attempts.merge(one.id(), 1, Integer::sum);
        if (tried >= context.attempts()) {
            settle(lane, one, Optional.of(why));
            return;
        }
        listener.failed(one, why);
        final long doubled = (long) context.retryMs() << Math.min(tried - 1, 20);
        scheduler.schedule(Math.min(doubled, context.mostRetryMs()), () -> done(lane, one));
    }

    /** Journals that it was delivered, or, with the reason, that it is given up; until there is an answer. */
    private void settle(final Lane lane, final PendingNotice one, final Optional<String> givenUp) {
        one.toSettle(givenUp.isEmpty(), command);
        submit(lane.partition, answer -> {
            if (answer.outcome() == Answer.Outcome.GIVEN) {
                attempts.remove(one.id());
                givenUp.ifPresentOrElse(why -> listener.givenUp(one, why), () -> listener.delivered(one));
                done(lane, one);
            } else if (!lane.closed) {
                scheduler.schedule(context.retryMs(), () -> {
                    if (!lane.closed) {
                        settle(lane, one, givenUp);
                    }
                });
            }
        });
    }

    /** What is not settled by now is read again. */
    private void done(final Lane lane, final PendingNotice one) {
        lane.busy.remove(one.id());
        look(lane);
    }

    private void submit(final int partition, final Consumer<Answer<CommandResult>> handler) {
        bytes.truncate(0);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        final Once once = new Once(handler);
        scheduler.schedule(
                context.lostMs(), () -> once.end(new Answer<>(Answer.Outcome.UNKNOWN, partition, 0, 0, null)));
        route.submit(partition, bytes.copy(), answer -> scheduler.execute(() -> once.end(answer)));
    }

    /** One answer that is waited for, once. */
    private static final class Once {
        private final Consumer<Answer<CommandResult>> handler;
        private boolean over;

        Once(final Consumer<Answer<CommandResult>> handler) {
            this.handler = handler;
        }

        void end(final Answer<CommandResult> answer) {
            if (!over) {
                over = true;
                handler.accept(answer);
            }
        }
    }
}
