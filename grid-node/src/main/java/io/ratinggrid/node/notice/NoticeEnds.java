package io.ratinggrid.node.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.seam.Scheduler;

/**
 * Where the couriers of all channels meet: when a notice has ended with each of them, that is journaled, as delivered if all took it,
 * else as given up. What it knows is not kept: the next owner begins anew with all channels. All on the thread of the scheduler.
 */
final class NoticeEnds {
    /** Milliseconds after which the answer to a command is not waited for any longer. */
    private static final int LOST_MS = 10_000;

    /** What became of one notice; of each channel that has ended, why it gave up, or empty. */
    private static final class Ends {
        private final int partition;
        private final PendingNotice notice;
        private final Map<String, Optional<String>> outcomes = new TreeMap<>();
        private final List<Runnable> settled = new ArrayList<>();
        private boolean closed;

        Ends(final int partition, final PendingNotice notice) {
            this.partition = partition;
            this.notice = notice;
        }

        Optional<String> givenUp() {
            final String why = outcomes.entrySet().stream()
                    .filter(one -> one.getValue().isPresent())
                    .map(one -> one.getKey() + ": " + one.getValue().get())
                    .collect(Collectors.joining("; "));
            return why.isEmpty() ? Optional.empty() : Optional.of(why);
        }
    }

    private final int channels;
    private final int retryMs;
    private final CommandRoute route;
    private final Scheduler scheduler;
    private final NoticeListener listener;
    private final Map<String, Ends> open = new HashMap<>();
    private final Command command = new Command();
    private final ByteSink bytes = new ByteSink(256);

    /** @param retryMs milliseconds until a command that was not answered is given again */
    NoticeEnds(
            final int channels,
            final int retryMs,
            final CommandRoute route,
            final Scheduler scheduler,
            final NoticeListener listener) {
        this.channels = channels;
        this.retryMs = retryMs;
        this.route = route;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** A channel took it, or gave it up for that reason. {@code settled} is run once that of all channels is journaled. */
    void ended(
            final int partition,
            final PendingNotice notice,
            final String channel,
            final Optional<String> givenUp,
            final Runnable settled) {
        final Ends ends = open.computeIfAbsent(notice.id(), id -> new Ends(partition, notice));
        ends.outcomes.put(channel, givenUp);
        ends.settled.add(settled);
        if (ends.outcomes.size() == channels) {
            settle(ends);
        }
    }

    /** It was taken, but only after its partition was closed here: if there are others, its next owner sends it anew. */
    void takenLate(final int partition, final PendingNotice notice, final String channel) {
        if (channels == 1) {
            final Ends ends = new Ends(partition, notice);
            ends.outcomes.put(channel, Optional.empty());
            ends.closed = true;
            settle(ends);
        }
    }

    void closed(final int partition) {
        open.values().removeIf(ends -> {
            ends.closed |= ends.partition == partition;
            return ends.closed;
        });
    }

    /** Journals what became of it, until there is an answer. */
    private void settle(final Ends ends) {
        final Optional<String> givenUp = ends.givenUp();
        ends.notice.toSettle(givenUp.isEmpty(), command);
        submit(ends.partition, answer -> {
            if (answer.outcome() == Answer.Outcome.GIVEN) {
                open.remove(ends.notice.id(), ends);
                givenUp.ifPresentOrElse(
                        why -> listener.givenUp(ends.notice, why), () -> listener.delivered(ends.notice));
                ends.settled.forEach(Runnable::run);
            } else if (!ends.closed) {
                scheduler.schedule(retryMs, () -> {
                    if (!ends.closed) {
                        settle(ends);
                    }
                });
            }
        });
    }

    private void submit(final int partition, final Consumer<Answer<CommandResult>> handler) {
        bytes.truncate(0);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        final Once once = new Once(handler);
        scheduler.schedule(LOST_MS, () -> once.end(new Answer<>(Answer.Outcome.UNKNOWN, partition, 0, 0, null)));
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
