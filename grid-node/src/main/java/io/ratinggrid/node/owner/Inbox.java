package io.ratinggrid.node.owner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.ratinggrid.rating.command.NewSessions;

/** What waits in a partition: bounded, oldest first, online commands apart from the batches of streams. */
final class Inbox {
    private final OwnerContext context;
    private final Queue<OnlineCommand> online = new ArrayDeque<>();
    private final ArrayDeque<PendingBatch> bulk = new ArrayDeque<>();
    private final Queue<StreamId> retirements = new ArrayDeque<>();
    private int bulkCommands;
    private int bulkBytes;

    Inbox(final OwnerContext context) {
        this.context = context;
    }

    /** False for want of room. An empty inbox takes any batch. */
    boolean offer(final PendingBatch batch) {
        final boolean fits = bulkCommands + batch.batch().count() <= context.queuedCommands()
                && bulkBytes + batch.bytes() <= context.queuedBytes();
        if (!fits && !bulk.isEmpty()) {
            return false;
        }
        bulkCommands += batch.batch().count();
        bulkBytes += batch.bytes();
        return bulk.add(batch);
    }

    /** False for want of room: what begins a session gets the first three quarters of it alone. */
    boolean offer(final OnlineCommand command) {
        final int free = context.queuedRequests() - online.size();
        final boolean isTurnedAway = NewSessions.isKeptFree(free, context.queuedRequests()) && command.beginsSession();
        return free > 0 && !isTurnedAway && online.add(command);
    }

    /** False for want of room; a retirement is only a courtesy. */
    boolean offerRetirement(final StreamId stream) {
        return retirements.size() < context.queuedRequests() && retirements.add(stream);
    }

    boolean isEmpty() {
        return online.isEmpty() && bulk.isEmpty() && retirements.isEmpty();
    }

    /** Null: none waits. */
    OnlineCommand peekOnline() {
        return online.peek();
    }

    OnlineCommand pollOnline() {
        return online.poll();
    }

    boolean hasOnline() {
        return !online.isEmpty();
    }

    StreamId pollRetirement() {
        return retirements.poll();
    }

    /** The oldest batch, left where it is; null if there is none. */
    PendingBatch peekBatch() {
        return bulk.peek();
    }

    void removeBatch() {
        final PendingBatch batch = bulk.remove();
        bulkCommands -= batch.batch().count();
        bulkBytes -= batch.bytes();
    }

    /** Takes out all batches. */
    List<PendingBatch> drainBatches() {
        final List<PendingBatch> all = new ArrayList<>(bulk);
        bulk.clear();
        bulkCommands = 0;
        bulkBytes = 0;
        return all;
    }
}
