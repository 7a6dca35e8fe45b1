package io.ratinggrid.node.owner;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.StreamHello;

/**
 * The one that rates a partition: recovers it, opens it, carries out commands one at a time, journals them and only then
 * answers.
 *
 * <pre>
 *           asked to open        images loaded            nothing more             opening entry mine
 *   CLOSED --------------&gt; LOADING ----------&gt; REPLAYING --------------&gt; OPENING -------------------&gt; OPEN
 *                            |  ^                 | ^     another's entry   | |                        |  |
 *                            |  |                 | +-----------------------+ | predecessor is gone    |  |
 *                            |  |                 |                           v                        |  |
 *                            |  +--------------------- FENCED &lt;----------------------------------------+  |
 *                            |  | asked to open   |           another's entry, predecessor is gone       |
 *                            |  |                 |                         |                            |
 *                            |  +--------------------- BROKEN &lt;-----------------------------------------+
 *                            |    asked to open   |      ^                  |   a command threw
 *                            +--------------------+------+------------------+
 *                              what was read contradicts itself, the opening entry cannot be applied
 *
 *           asked to follow             asked to open
 *   CLOSED -----------------&gt; FOLLOWING ---------------&gt; LOADING
 *
 *   From every state but CLOSED: asked to close, to CLOSED.
 * </pre>
 *
 * <p>{@link OwnerMove} lists these moves; there are no others. OPEN goes through {@link LivePartition}'s own steps, an append
 * in flight being one of them. What an append did is known only by {@link EntryAppender}. Whatever is asked outside OPEN is
 * refused at once. All methods are called, and all answers given, on the thread of the owner's scheduler.
 */
public final class PartitionOwner {
    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final Supplier<PartitionLogic> emptyLogic;

    private OwnerState state = OwnerState.CLOSED;
    private Follower follower;
    private Recovery recovery;
    private LivePartition live;

    /** {@code emptyLogic} makes the logic of a partition without any state; used once for each opening. */
    public PartitionOwner(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final Supplier<PartitionLogic> emptyLogic) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.emptyLogic = emptyLogic;
    }

    public OwnerState state() {
        return state;
    }

    /** The last sequence that is committed and applied, 0 unless open. */
    public long sequence() {
        return live == null ? 0 : live.tip().sequence();
    }

    /** Begins to recover, from any state but those on the way to OPEN or OPEN itself, where it does nothing. */
    public void open() {
        if (recovery != null || live != null) {
            return;
        }
        final Optional<Replay> followed = Optional.ofNullable(follower).flatMap(Follower::give);
        follower = null;
        move(OwnerState.LOADING, "asked to open");
        recovery = new Recovery(partition, context, seams, emptyLogic, new RecoveryHandler());
        followed.ifPresentOrElse(recovery::start, recovery::start);
    }

    /** Begins to keep up with the copy of the journal that this process has, when closed; otherwise does nothing. */
    public void follow() {
        if (state == OwnerState.CLOSED) {
            move(OwnerState.FOLLOWING, "asked to follow");
            startFollower();
        }
    }

    /** Closes when it follows; otherwise does nothing. */
    public void unfollow() {
        if (state == OwnerState.FOLLOWING) {
            drop(OwnerState.CLOSED, "asked to follow no more");
        }
    }

    private void startFollower() {
        follower = new Follower(
                partition,
                context,
                seams,
                new Replay(partition, context.gridEpoch(), emptyLogic.get()),
                this::onFollowerBroken);
        follower.start();
    }

    private void onFollowerBroken(final String reason) {
        seams.listener().alarm(partition, "cannot be followed, begins anew: " + reason);
        follower = null;
        seams.scheduler().schedule(context.followAgainMs(), () -> {
            if (follower == null && state == OwnerState.FOLLOWING) {
                startFollower();
            }
        });
    }

    /** Drops everything; what is under way is answered as not owned or unknown. Does nothing when closed. */
    public void close() {
        if (state != OwnerState.CLOSED) {
            drop(OwnerState.CLOSED, "asked to close");
        }
    }

    /**
     * Takes a batch of a stream. The reply comes once: {@code COMMITTED} after its last command is committed, or any other
     * outcome at once or when its turn comes. With {@code NOT_OWNER} a part of it may have been committed.
     */
    public void receive(final PartitionBatch batch, final Consumer<PartitionReply> reply) {
        if (live == null) {
            reply.accept(PartitionReply.notOwner(batch, context.retryAfterMs()));
        } else if (batch.partition() != partition || batch.count() < 1 || batch.firstNumber() < 1) {
            seams.listener()
                    .alarm(
                            partition,
                            "batch makes no sense: partition=" + batch.partition() + " firstNumber="
                                    + batch.firstNumber() + " count=" + batch.count());
            reply.accept(PartitionReply.mismatch(batch, 0));
        } else {
            live.receive(new PendingBatch(batch, reply));
        }
    }

    /** Tells where a stream stands and fences its lower sessions. */
    public void hello(final StreamHello hello, final Consumer<StreamStand> answer) {
        if (live == null) {
            answer.accept(StreamStand.NOT_OWNER);
        } else {
            live.hello(new StreamId(hello.streamHigh(), hello.streamLow()), hello.session(), answer);
        }
    }

    /** Journals that a stream is over: whatever comes of it from then on is fenced. Done only while open. */
    public void retire(final StreamHello hello) {
        if (live != null) {
            live.retire(new StreamId(hello.streamHigh(), hello.streamLow()));
        }
    }

    /**
     * Takes one command ahead of the streams' batches; the answer is given once it is committed.
     *
     * @throws IllegalArgumentException if the command is larger than a whole batch of a stream may be
     */
    public void submit(final byte[] command, final Consumer<Answer<CommandResult>> handler) {
        if (command.length > PartitionBatch.MOST_BYTES) {
            throw new IllegalArgumentException("commandBytes=" + command.length + " most=" + PartitionBatch.MOST_BYTES);
        }
        if (live == null) {
            handler.accept(Answer.refused(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs()));
        } else {
            live.submit(new OnlineCommand(command, handler));
        }
    }

    /**
     * Reads committed state. {@code read} must not change it, nor keep parts of it.
     *
     * @param atLeast the sequence of an earlier answer that this one must not be older than, 0 for none
     */
    public <T> void query(
            final long atLeast, final Function<PartitionLogic, T> read, final Consumer<Answer<T>> handler) {
        final Query<T> query = new Query<>(atLeast, read, handler);
        if (live == null) {
            query.refuse(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs());
        } else {
            live.query(query);
        }
    }

    /**
     * Reads committed state for this process's own ends, not for an answer: without asking the journal whether this owner was
     * replaced. {@code read} must not change it, nor keep parts of it.
     */
    public <T> void peek(final Function<PartitionLogic, T> read, final Consumer<Answer<T>> handler) {
        final Query<T> query = new Query<>(0, read, handler);
        if (live == null) {
            query.refuse(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs());
        } else {
            live.peek(query);
        }
    }

    /** Begins a round of images as soon as it can, if the partition is open. */
    public void requestImages() {
        if (live != null) {
            live.requestImages();
        }
    }

    private void drop(final OwnerState next, final String reason) {
        if (follower != null) {
            follower.drop();
            follower = null;
        }
        if (recovery != null) {
            recovery.drop();
            recovery = null;
        }
        final LivePartition dropped = live;
        live = null;
        move(next, reason);
        if (dropped != null) {
            dropped.drop();
        }
    }

    private void move(final OwnerState next, final String reason) {
        final OwnerState from = state;
        state = next;
        seams.listener().moved(partition, from, next, reason);
    }

    private final class RecoveryHandler implements Recovery.Handler {
        @Override
        public void moved(final OwnerState next, final String reason) {
            move(next, reason);
        }

        @Override
        public void opened(final RecoveredPartition recovered) {
            recovery = null;
            live = new LivePartition(partition, context, seams, recovered, new LiveHandler());
            move(OwnerState.OPEN, "at " + recovered.tip());
            if (live != null) {
                live.begin();
            }
        }

        @Override
        public void fenced(final String reason) {
            seams.listener().alarm(partition, reason);
            drop(OwnerState.FENCED, reason);
        }

        @Override
        public void broken(final String reason) {
            seams.listener().alarm(partition, reason);
            drop(OwnerState.BROKEN, reason);
        }
    }

    private final class LiveHandler implements LivePartition.Handler {
        @Override
        public void fenced(final String reason) {
            seams.listener().alarm(partition, reason);
            drop(OwnerState.FENCED, reason);
        }

        @Override
        public void broken(final String reason) {
            seams.listener().alarm(partition, reason);
            drop(OwnerState.BROKEN, reason);
        }
    }
}
