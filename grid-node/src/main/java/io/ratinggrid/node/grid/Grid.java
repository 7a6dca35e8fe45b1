package io.ratinggrid.node.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerSeams;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.node.owner.PartitionOwner;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.wire.Transport;

/**
 * The partitions of a grid as one process has them: their owners, each pinned to one of a few rating threads, and the ways to
 * them. Which of them it should own it is told: all in a grid of one process, those of its cluster's share in others.
 * Methods may be called from any thread and do not wait, but for those that say so; answers come on rating threads and should
 * only be handed on.
 */
public final class Grid implements AutoCloseable {
    private static final long STOP_MS = 10_000;

    private final GridContext context;
    private final GridSeams seams;
    private final GridRuntime runtime;
    private final List<OwnerThread> threads = new ArrayList<>();
    private final List<PartitionOwner> owners = new ArrayList<>();
    private final OpenCount count;
    private final AtomicIntegerArray owned;
    private final AtomicReferenceArray<Withheld> withheld;
    private volatile boolean closed;

    /** Concludes the settings; nothing runs before {@link #start()}. */
    public Grid(final GridContext context, final GridSeams seams) {
        this(context.conclude(), seams, new ProcessRuntime(context));
    }

    /** The same with concluded settings, on other threads than this process's own. */
    public Grid(final GridContext context, final GridSeams seams, final GridRuntime runtime) {
        this.context = context;
        this.seams = seams;
        this.runtime = runtime;
        count = new OpenCount(context.partitions());
        owned = new AtomicIntegerArray(context.partitions());
        withheld = new AtomicReferenceArray<>(context.partitions());
        for (int i = 0; i < context.ratingThreads(); i++) {
            threads.add(runtime.rating("rating-" + i, this::onFailure));
        }
        final SharedCommitSlots slots = new SharedCommitSlots(context.commitSlots());
        final OwnerListener listener = new Listener();
        for (int partition = 0; partition < context.partitions(); partition++) {
            owners.add(owner(partition, slots, listener));
        }
    }

    /** Starts its threads; owns nothing yet. */
    public Grid start() {
        threads.forEach(OwnerThread::start);
        return this;
    }

    /** Begins to open all partitions. */
    public Grid ownAll() {
        for (int partition = 0; partition < context.partitions(); partition++) {
            own(partition);
        }
        return this;
    }

    /** Begins to open a partition, and opens it again whenever it is fenced, until it is disowned. */
    public void own(final int partition) {
        if (owned.compareAndSet(partition, 0, 1)) {
            thread(partition).execute(owners.get(partition)::open);
        }
    }

    /** Begins to open a partition again that could not be opened, if it is owned: what it lacked may be there now. */
    public void reopen(final int partition) {
        thread(partition).execute(() -> {
            if (isOwned(partition) && owners.get(partition).state() == OwnerState.BROKEN) {
                owners.get(partition).open();
            }
        });
    }

    /** Closes a partition, if it was owned; what is under way is answered as not owned or unknown. */
    public void disown(final int partition) {
        if (owned.compareAndSet(partition, 1, 0)) {
            thread(partition).execute(owners.get(partition)::close);
        }
    }

    /** Lets a partition keep up with its journal while it is not owned, so that it is open soon when it is; see {@link PartitionOwner#follow}. */
    public void follow(final int partition) {
        thread(partition).execute(owners.get(partition)::follow);
    }

    /** Ends that, if it is not owned meanwhile. */
    public void unfollow(final int partition) {
        thread(partition).execute(owners.get(partition)::unfollow);
    }

    /** True from {@link #own} to {@link #disown}, open or not. */
    public boolean isOwned(final int partition) {
        return owned.get(partition) == 1;
    }

    /** Lets a partition refuse what comes, for a reason, or take it again with null. Reads go on unless it is lost. */
    public void withhold(final int partition, final Withheld reason) {
        withheld.set(partition, reason);
    }

    /** Why a partition takes nothing, if it does not. */
    public Optional<Withheld> withheld(final int partition) {
        return Optional.ofNullable(withheld.get(partition));
    }

    /** Waits until all partitions are open; false if they are not after so long. */
    public boolean awaitOpen(final long timeoutMs) {
        return count.awaitOpen(timeoutMs);
    }

    /** How many partitions are open. */
    public int openPartitions() {
        return count.open();
    }

    public int partitions() {
        return context.partitions();
    }

    /** A way for one gateway's stream in this process; close it with the stream. */
    public Transport transport() {
        return new LocalTransport(this);
    }

    /**
     * Carries out one command ahead of the streams' batches, and answers once it is committed.
     *
     * @throws IllegalArgumentException if the command is larger than a whole batch of a stream may be
     */
    public void submit(final int partition, final byte[] command, final Consumer<Answer<CommandResult>> handler) {
        final Withheld reason = withheld.get(partition);
        if (reason != null) {
            handler.accept(refused(reason.answer(), partition));
        } else if (!offer(partition, owner -> owner.submit(command, handler))) {
            handler.accept(refused(Answer.Outcome.BUSY, partition));
        }
    }

    /** Reads committed state of a partition; see {@link PartitionOwner#query}. */
    public <T> void query(
            final int partition,
            final long atLeast,
            final Function<PartitionLogic, T> read,
            final Consumer<Answer<T>> handler) {
        if (withheld.get(partition) == Withheld.PARTITION_LOST) {
            handler.accept(refused(Answer.Outcome.PARTITION_LOST, partition));
        } else if (!offer(partition, owner -> owner.query(atLeast, read, handler))) {
            handler.accept(refused(Answer.Outcome.BUSY, partition));
        }
    }

    /** Reads committed state of a partition for this process's own ends; see {@link PartitionOwner#peek}. */
    public <T> void peek(
            final int partition, final Function<PartitionLogic, T> read, final Consumer<Answer<T>> handler) {
        if (!offer(partition, owner -> owner.peek(read, handler))) {
            handler.accept(refused(Answer.Outcome.BUSY, partition));
        }
    }

    /** Has a round of images written in every partition, which makes the next start short; waits for them. */
    public boolean writeImages(final long timeoutMs) {
        final long[] before = count.rounds();
        for (int partition = 0; partition < context.partitions(); partition++) {
            thread(partition).execute(owners.get(partition)::requestImages);
        }
        return count.awaitRounds(before, 1, timeoutMs);
    }

    /** Closes all partitions and stops all threads; waits for that. Who waits for an answer hears so. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (int partition = 0; partition < context.partitions(); partition++) {
            thread(partition).execute(owners.get(partition)::close);
        }
        threads.forEach(thread -> thread.execute(thread::stop));
        threads.forEach(OwnerThread::join);
        runtime.stop(STOP_MS);
    }

    /** True once it is closed, or is about to be: then everything is refused. */
    public boolean isClosed() {
        return closed;
    }

    /** Hands a step to a partition's owner; false for want of room, or when the grid is closed. */
    boolean offer(final int partition, final Consumer<PartitionOwner> step) {
        final PartitionOwner owner = owners.get(partition);
        return !closed && thread(partition).offer(() -> step.accept(owner));
    }

    int retryAfterMs() {
        return context.owner().retryAfterMs();
    }

    private <T> Answer<T> refused(final Answer.Outcome outcome, final int partition) {
        return new Answer<>(outcome, partition, 0, retryAfterMs(), null);
    }

    private OwnerThread thread(final int partition) {
        return threads.get(partition % threads.size());
    }

    private PartitionOwner owner(final int partition, final SharedCommitSlots slots, final OwnerListener listener) {
        final OwnerThread thread = thread(partition);
        final OwnerSeams ownerSeams = new OwnerSeams(
                seams.journal(),
                seams.snapshots(),
                runtime.reads(thread),
                runtime.images(thread),
                slots.on(thread),
                seams.clock(),
                thread,
                runtime.random(),
                listener);
        return new PartitionOwner(
                partition, context.owner(), ownerSeams, () -> seams.emptyLogic().apply(partition));
    }

    private void onFailure(final Throwable failure) {
        seams.listener().alarm(-1, "a rating thread has stopped, with all its partitions: " + failure);
    }

    private final class Listener implements OwnerListener {
        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            count.moved(from, to);
            if (to == OwnerState.FENCED) {
                thread(partition).schedule(context.reopenMs(), () -> reopen(partition));
            }
            seams.listener().moved(partition, from, to, reason);
        }

        private void reopen(final int partition) {
            if (!closed && isOwned(partition) && owners.get(partition).state() == OwnerState.FENCED) {
                owners.get(partition).open();
            }
        }

        @Override
        public void appended(final int partition, final AppendOutcome outcome, final long durationNs) {
            seams.listener().appended(partition, outcome, durationNs);
        }

        @Override
        public void turnedAway(final int partition) {
            seams.listener().turnedAway(partition);
        }

        @Override
        public void committed(final int partition, final long sequence, final int commands, final int bytes) {
            seams.listener().committed(partition, sequence, commands, bytes);
        }

        @Override
        public void noticed(final int partition) {
            seams.listener().noticed(partition);
        }

        @Override
        public void pending(final int partition, final int items) {
            seams.listener().pending(partition, items);
        }

        @Override
        public void imaged(final int partition, final long sequence) {
            count.imaged(partition);
            seams.listener().imaged(partition, sequence);
        }

        @Override
        public void alarm(final int partition, final String what) {
            seams.listener().alarm(partition, what);
        }
    }
}
