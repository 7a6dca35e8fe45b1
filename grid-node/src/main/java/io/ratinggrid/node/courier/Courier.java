package io.ratinggrid.node.courier;

import java.util.ArrayList;
import java.util.BitSet;
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
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PendingItem;
import io.ratinggrid.rating.partition.PendingNumber;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.seam.Scheduler;

/**
 * Carries the items in the outboxes of this node's partitions: each is delivered to the partition of the account that it goes to, and
 * the answer is journaled at the account that it came from.
 *
 * <pre>
 *   heard of items       read, committed      answered            journaled
 *   ---------------&gt; LOOKING --------&gt; DELIVERING -------&gt; SETTLING --------&gt; gone
 *                       ^                  | not taken, unknown, |
 *                       |                  | no answer           |
 *                       +--- after a while +---------------------+
 * </pre>
 *
 * <p>It keeps nothing: whatever becomes of it or of an answer, the item is still in the outbox, is read again, by it or by the next
 * owner's courier, and is answered as before. No threads or waits inside; all methods are called, and all is done, on the thread of the
 * scheduler. Both ways may answer on any thread.
 */
public final class Courier {

    /** What it knows of one partition whose outbox it serves. */
    private static final class Lane {
        private final int partition;
        private final Set<Long> underWay = new HashSet<>();
        private boolean awaited;
        private boolean reading;
        private boolean closed;

        Lane(final int partition) {
            this.partition = partition;
        }
    }

    /** One answer that is waited for, once. */
    private final class Expected implements Consumer<Answer<CommandResult>> {
        private final Consumer<Answer<CommandResult>> handler;
        private boolean over;

        Expected(final Consumer<Answer<CommandResult>> handler) {
            this.handler = handler;
        }

        @Override
        public void accept(final Answer<CommandResult> answer) {
            scheduler.execute(() -> end(answer));
        }

        private void end(final Answer<CommandResult> answer) {
            if (!over) {
                over = true;
                handler.accept(answer);
            }
        }
    }

    private final CourierContext context;
    private final Outboxes outboxes;
    private final CommandRoute route;
    private final Scheduler scheduler;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    /** Partitions that take nothing for a while. */
    private final BitSet resting = new BitSet();

    private final int[] failures;
    private final Command command = new Command();
    private final ByteSink bytes = new ByteSink(256);
    private final ByteSource source = new ByteSource();
    private final ResultRecord answered = new ResultRecord();

    public Courier(
            final CourierContext context,
            final Outboxes outboxes,
            final CommandRoute route,
            final Scheduler scheduler) {
        this.context = context;
        this.outboxes = outboxes;
        this.route = route;
        this.scheduler = scheduler;
        failures = new int[context.partitions()];
    }

    /** There are items in the outbox of a partition that is open here. */
    public void pending(final int partition) {
        look(lanes.computeIfAbsent(partition, Lane::new), context.lookMs());
    }

    /** A partition is no longer open here; its next owner goes on with its items. */
    public void closed(final int partition) {
        final Lane lane = lanes.remove(partition);
        if (lane != null) {
            lane.closed = true;
        }
    }

    /** How many items are on their way. */
    public int underWay() {
        return lanes.values().stream().mapToInt(lane -> lane.underWay.size()).sum();
    }

    private void look(final Lane lane, final int delayMs) {
        if (!lane.awaited && !lane.closed) {
            lane.awaited = true;
            scheduler.schedule(delayMs, () -> {
                lane.awaited = false;
                read(lane);
            });
        }
    }

    private void read(final Lane lane) {
        final int room = context.mostUnderWay() - lane.underWay.size();
        if (lane.closed || lane.reading || room <= 0) {
            return;
        }
        lane.reading = true;
        outboxes.read(
                lane.partition,
                room,
                wanted(Set.copyOf(lane.underWay), (BitSet) resting.clone()),
                items -> scheduler.execute(() -> onRead(lane, room, items)));
    }

    private Predicate<PendingItem> wanted(final Set<Long> underWay, final BitSet without) {
        return one -> !underWay.contains(one.item()) && !without.get(target(one));
    }

    private int target(final PendingItem one) {
        return AccountKey.partition(one.targetAccount(), context.partitions());
    }

    private void onRead(final Lane lane, final int room, final Optional<List<PendingItem>> items) {
        lane.reading = false;
        if (lane.closed) {
            return;
        }
        if (items.isEmpty()) {
            look(lane, context.retryMs());
            return;
        }
        items.get().forEach(one -> deliver(lane, one));
        if (items.get().size() == room) {
            look(lane, context.lookMs());
        }
    }

    private void deliver(final Lane lane, final PendingItem one) {
        if (!lane.underWay.add(one.item())) {
            return;
        }
        one.toReceive(lane.partition, command);
        submit(target(one), answer -> onDelivered(lane, one, answer));
    }

    private void onDelivered(final Lane lane, final PendingItem one, final Answer<CommandResult> answer) {
        final int target = target(one);
        if (answer.outcome() != Answer.Outcome.GIVEN) {
            rest(target, answer.retryAfterMs());
            end(lane, one, context.retryMs());
            return;
        }
        failures[target] = 0;
        final ResultCode code = answer.value().code();
        if (one.isSettled()) {
            end(lane, one, context.lookMs());
        } else if (code == ResultCode.ALREADY_SETTLED) {
            end(lane, one, context.retryMs());
        } else if (!lane.closed) {
            final byte[] record = answer.value().record();
            answered.decode(source.wrap(record, 0, record.length));
            one.toSettle(code, PendingNumber.numberOf(answered), command);
            submit(lane.partition, settled -> onSettled(lane, one, settled));
        }
    }

    private void onSettled(final Lane lane, final PendingItem one, final Answer<CommandResult> answer) {
        end(lane, one, answer.outcome() == Answer.Outcome.GIVEN ? context.lookMs() : context.retryMs());
    }

    /** What is not settled by now is read again. */
    private void end(final Lane lane, final PendingItem one, final int lookAfterMs) {
        lane.underWay.remove(one.item());
        look(lane, lookAfterMs);
    }

    private void rest(final int partition, final int atLeastMs) {
        if (resting.get(partition)) {
            return;
        }
        resting.set(partition);
        final int doubled = context.retryMs() << Math.min(failures[partition]++, 10);
        scheduler.schedule(Math.max(atLeastMs, Math.min(doubled, context.mostRetryMs())), () -> {
            resting.clear(partition);
            new ArrayList<>(lanes.values()).forEach(lane -> look(lane, context.lookMs()));
        });
    }

    private void submit(final int partition, final Consumer<Answer<CommandResult>> handler) {
        bytes.truncate(0);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        final Expected expected = new Expected(handler);
        scheduler.schedule(
                context.lostMs(), () -> expected.end(new Answer<>(Answer.Outcome.UNKNOWN, partition, 0, 0, null)));
        route.submit(partition, bytes.copy(), expected);
    }
}
