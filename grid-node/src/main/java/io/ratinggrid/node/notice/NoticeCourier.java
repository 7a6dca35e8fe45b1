package io.ratinggrid.node.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.seam.Scheduler;

/**
 * Delivers the notices of this node's partitions by one channel.
 *
 * <pre>
 *   heard of notices      read, committed     taken, or as often        of all channels, journaled
 *   -----------------&gt; LOOKING --------&gt; SENDING --------------&gt; ENDED ---------------------------&gt; gone, or given up
 *                                          ^   | not taken
 *                                          +---+ after a while
 * </pre>
 *
 * <p>It keeps nothing but how often it has tried and what has ended: whatever becomes of it, a notice that is not settled is read
 * again, by it or by the next owner's, and sent again with the same id. So it is delivered at least once. No threads or waits inside;
 * all methods are called, and all is done, on the thread of the scheduler.
 */
final class NoticeCourier {

    /** What it knows of one partition. */
    private static final class Lane {
        private final int partition;
        /** Ids of those that are being sent or waited with. */
        private final Set<String> busy = new HashSet<>();
        /** Their accounts, if each has to wait for the one before. */
        private final Set<Long> accounts = new HashSet<>();
        /** Ids of those that have ended here and are not settled yet. */
        private final Set<String> ended = new HashSet<>();

        private boolean awaited;
        private boolean reading;
        /** Some were left since too many were being sent, or may have come since the last read. */
        private boolean hungry;

        private boolean closed;

        Lane(final int partition) {
            this.partition = partition;
        }

        void free(final PendingNotice one) {
            busy.remove(one.id());
            accounts.remove(one.account());
        }
    }

    private final PacedChannel channel;
    private final NoticeContext pace;
    private final NoticeSource source;
    private final NoticeEnds ends;
    private final Scheduler scheduler;
    private final NoticeListener listener;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private int sending;

    NoticeCourier(
            final PacedChannel channel,
            final NoticeSource source,
            final NoticeEnds ends,
            final Scheduler scheduler,
            final NoticeListener listener) {
        this.channel = channel;
        pace = channel.pace();
        this.source = source;
        this.ends = ends;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** There are notices in a partition that is open here. */
    void pending(final int partition) {
        look(lanes.computeIfAbsent(partition, Lane::new));
    }

    /** A partition is no longer open here; its next owner goes on with its notices. */
    void closed(final int partition) {
        final Lane lane = lanes.remove(partition);
        if (lane != null) {
            lane.closed = true;
            attempts.keySet().removeAll(lane.busy);
        }
    }

    private void look(final Lane lane) {
        if (!lane.awaited && !lane.closed) {
            lane.awaited = true;
            scheduler.schedule(pace.lookMs(), () -> {
                lane.awaited = false;
                read(lane);
            });
        }
    }

    private void read(final Lane lane) {
        final int room = Math.min(pace.mostWaiting() - lane.busy.size(), pace.mostSending() - sending);
        if (lane.closed || lane.ended.size() >= pace.mostEnded()) {
            return;
        }
        if (lane.reading || room <= 0) {
            lane.hungry = true;
            return;
        }
        lane.reading = true;
        source.read(
                lane.partition, room, wanted(lane), notices -> scheduler.execute(() -> onRead(lane, room, notices)));
    }

    /** As of now: it is asked on another thread. */
    private static Predicate<PendingNotice> wanted(final Lane lane) {
        final Set<String> busy = Set.copyOf(lane.busy);
        final Set<String> ended = Set.copyOf(lane.ended);
        final Set<Long> accounts = Set.copyOf(lane.accounts);
        return one -> !accounts.contains(one.account()) && !busy.contains(one.id()) && !ended.contains(one.id());
    }

    private void onRead(final Lane lane, final int room, final Optional<List<Notice>> notices) {
        lane.reading = false;
        if (lane.closed) {
            return;
        }
        if (notices.isEmpty()) {
            scheduler.schedule(pace.retryMs(), () -> look(lane));
            return;
        }
        notices.get().forEach(one -> take(lane, one));
        lane.hungry |= notices.get().size() == room;
        feed();
    }

    private void take(final Lane lane, final Notice one) {
        if (sending >= pace.mostSending()) {
            lane.hungry = true;
        } else if ((!pace.inOrder() || lane.accounts.add(one.notice().account())) && lane.busy.add(one.id())) {
            sending++;
            channel.channel().send(one, failure -> scheduler.execute(() -> onSent(lane, one.notice(), failure)));
        }
    }

    /** There is room again for those who were left. */
    private void feed() {
        if (sending < pace.mostSending()) {
            for (final Lane lane : new ArrayList<>(lanes.values())) {
                if (lane.hungry && lane.busy.size() < pace.mostWaiting()) {
                    lane.hungry = false;
                    look(lane);
                }
            }
        }
    }

    private void onSent(final Lane lane, final PendingNotice one, final Optional<String> failure) {
        sending--;
        failure.ifPresentOrElse(
                why -> listener.failed(channel.name(), one, why), () -> listener.taken(channel.name(), one));
        if (!lane.closed) {
            failure.ifPresentOrElse(why -> retry(lane, one, why), () -> end(lane, one, Optional.empty()));
        } else if (failure.isEmpty()) {
            ends.takenLate(lane.partition, one, channel.name());
        }
        feed();
    }

    private void retry(final Lane lane, final PendingNotice one, final String why) {
        final int tried = attempts.merge(one.id(), 1, Integer::sum);
        if (tried >= pace.attempts()) {
            end(lane, one, Optional.of(why));
            return;
        }
        final long doubled = (long) pace.retryMs() << Math.min(tried - 1, 20);
        scheduler.schedule(Math.min(doubled, pace.mostRetryMs()), () -> again(lane, one));
    }

    /** It was taken, or is given up for that reason; it is not read again before that is journaled. */
    private void end(final Lane lane, final PendingNotice one, final Optional<String> givenUp) {
        attempts.remove(one.id());
        lane.free(one);
        lane.ended.add(one.id());
        ends.ended(lane.partition, one, channel.name(), givenUp, () -> {
            lane.ended.remove(one.id());
            look(lane);
        });
        if (pace.inOrder()) {
            look(lane);
        }
    }

    /** It is read again, and sent if it is still to be delivered. */
    private void again(final Lane lane, final PendingNotice one) {
        lane.free(one);
        look(lane);
    }
}
