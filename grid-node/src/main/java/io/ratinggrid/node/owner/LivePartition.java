package io.ratinggrid.node.owner;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.ratinggrid.node.image.ImageListener;
import io.ratinggrid.node.image.ImagePace;
import io.ratinggrid.node.image.ImageRounds;
import io.ratinggrid.node.image.ImageSeams;
import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.wire.PartitionReply;

/**
 * An open partition: OPEN of {@link PartitionOwner}, once for each opening.
 *
 * <pre>
 *           something waits              slot, and something to journal
 *   QUIET -------------------&gt; WAITING ---------------------------------&gt; APPENDING
 *     ^ ^                        | nothing to journal after all               |
 *     | +------------------------+                                            | mine: answer
 *     +-----------------------------------------------------------------------+
 * </pre>
 *
 * <p>In QUIET and WAITING all that is applied is committed: queries are answered and images taken. In APPENDING the next batch
 * gathers.
 */
final class LivePartition {

    /** Hears of the end; nothing is done or heard after it. */
    interface Handler {
        void fenced(String reason);

        void broken(String reason);
    }

    private enum Step {
        QUIET,
        WAITING,
        APPENDING
    }

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final Handler handler;
    private final PartitionLogic logic;
    private final StreamTable streams;
    private final Inbox inbox;
    private final Queue<Query<?>> queries = new ArrayDeque<>();
    private final EntryBuilder builder;
    private final EntryAppender appender;
    private final ImageRounds images;
    private final RepeatLookups repeats;
    private final Retention retention;
    private final DueWork due;

    private JournalTip tip;
    private long noticesTold = -1;
    private Step step = Step.QUIET;
    /** Slots that were asked for and are not granted yet: one in its turn, one before the others. */
    private boolean slotAsked;

    private boolean firstSlotAsked;
    /** When the last online command came, in milliseconds of the monotonic clock; of none long ago. */
    private long onlineAtMs;

    /** A slot that came in its turn while an entry was under way: the next one is made with it. */
    private boolean slotKept;
    /** The entry under way takes longer: nothing is kept for the next one. */
    private boolean delayed;

    private boolean dropped;

    LivePartition(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final RecoveredPartition recovered,
            final Handler handler) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.handler = handler;
        logic = recovered.logic();
        streams = recovered.streams();
        tip = recovered.tip();
        inbox = new Inbox(context);
        builder = new EntryBuilder(context, logic);
        appender = new EntryAppender(partition, context, seams);
        images = new ImageRounds(
                partition,
                logic,
                recovered.chunkSequences(),
                new ImageSeams(seams.snapshots(), seams.images(), seams.scheduler()),
                new ImagePace(
                        context.imageAfterEntries(),
                        context.imageAfterBytes(),
                        context.imageAfterMs(),
                        context.retryUnknownMs()),
                new Listener());
        retention = new Retention(
                partition, context, seams, new StoredLook(partition, seams, logic, images), recovered.keptFrom());
        repeats = new RepeatLookups(partition, context, seams, retention::keptFrom);
        onlineAtMs = monotonicMs() - context.besideOnlineMs();
        due = new DueWork(partition, context, seams, logic, this::goOn);
        images.replayed(recovered.replayed().entries(), recovered.replayed().bytes());
    }

    JournalTip tip() {
        return tip;
    }

    void receive(final PendingBatch batch) {
        if (!inbox.offer(batch)) {
            batch.answer(PartitionReply.busy(batch.batch(), context.retryAfterMs()));
            return;
        }
        goOn();
    }

    void submit(final OnlineCommand command) {
        if (!inbox.offer(command)) {
            seams.listener().turnedAway(partition);
            command.answer(Answer.refused(Answer.Outcome.BUSY, partition, context.retryAfterMs()));
            return;
        }
        onlineAtMs = monotonicMs();
        goOn();
    }

    void retire(final StreamId stream) {
        if (inbox.offerRetirement(stream)) {
            goOn();
        }
    }

    void query(final Query<?> query) {
        if (context.rivals()) {
            verify(query);
        } else {
            answer(query);
        }
    }

    void peek(final Query<?> query) {
        answer(query);
    }

    /** Answers once the journal has shown that no other owner's entry stands where the next one will. */
    private void verify(final Query<?> query) {
        final long next = tip.sequence() + 1;
        seams.reads().call(() -> seams.journal().read(partition, next), (entry, failure) -> {
            if (dropped) {
                query.refuse(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs());
            } else if (failure != null) {
                query.refuse(Answer.Outcome.BUSY, partition, context.retryAfterMs());
            } else if (entry != null && tip.sequence() < next && step != Step.APPENDING) {
                query.refuse(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs());
                handler.fenced("another's entry at sequence=" + next);
            } else {
                answer(query);
            }
        });
    }

    /** Answers from committed state; while an entry is under way, after it. */
    private void answer(final Query<?> query) {
        if (step != Step.APPENDING) {
            query.run(partition, tip.sequence(), logic);
        } else if (queries.size() < context.queuedRequests()) {
            queries.add(query);
        } else {
            query.refuse(Answer.Outcome.BUSY, partition, context.retryAfterMs());
        }
    }

    /** Fences the sessions below at once; the stand is told when all that is applied is committed. */
    void hello(final StreamId id, final int session, final Consumer<StreamStand> answer) {
        final StreamState stream = streams.of(id);
        if (session < stream.fence()) {
            answer.accept(StreamStand.FENCED);
            return;
        }
        stream.hear(session);
        query(new Query<>(
                0,
                unused -> new StreamStand(StreamStand.Outcome.KNOWN, stream.lastNumber(), stream.chain()),
                stand -> answer.accept(
                        stand.outcome() == Answer.Outcome.GIVEN ? stand.value() : StreamStand.NOT_OWNER)));
    }

    void requestImages() {
        images.request();
        stepImages();
    }

    /** Gives all up. Who waits hears that the partition is not here; who is in the entry under way, that it is unknown. */
    void drop() {
        dropped = true;
        appender.drop();
        images.drop();
        retention.drop();
        due.drop();
        giveKeptBack();
        refuseEntry();
        for (final PendingBatch batch : inbox.drainBatches()) {
            notOwner(batch);
        }
        while (inbox.hasOnline()) {
            inbox.pollOnline().answer(Answer.refused(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs()));
        }
        while (!queries.isEmpty()) {
            queries.poll().refuse(Answer.Outcome.NOT_OWNER, partition, context.retryAfterMs());
        }
    }

    private void refuseEntry() {
        builder.takeBatches().forEach(this::notOwner);
        builder.takeOnline().forEach(command -> command.answer(Answer.refused(Answer.Outcome.UNKNOWN, partition, 0)));
    }

    private void notOwner(final PendingBatch batch) {
        batch.answer(PartitionReply.notOwner(batch.batch(), context.retryAfterMs()));
    }

    private void goOn() {
        if (step == Step.QUIET && (!inbox.isEmpty() || due.isAt(tip.timeMs()))) {
            step = Step.WAITING;
        }
        if (slotKept && step != Step.APPENDING) {
            slotKept = false;
            onSlot();
        } else if (step == Step.WAITING) {
            askForSlots();
        }
    }

    /** Somebody waits for an online command: it does not stand behind the bulk of other partitions. Batches keep their own place. */
    private void askForSlots() {
        if (inbox.hasOnline() && !firstSlotAsked) {
            firstSlotAsked = true;
            seams.slots().requestFirst(() -> {
                firstSlotAsked = false;
                onFirstSlot();
            });
        }
        if (!slotAsked && (!firstSlotAsked || inbox.peekBatch() != null)) {
            slotAsked = true;
            seams.slots().request(() -> {
                slotAsked = false;
                onSlot();
            });
        }
    }

    /** May come when nothing waits any more, or while an entry is under way. */
    private void onFirstSlot() {
        if (dropped || step != Step.WAITING) {
            seams.slots().releaseFirst();
        } else {
            makeEntry(true);
        }
    }

    private void onSlot() {
        if (!dropped && !delayed && step == Step.APPENDING) {
            slotKept = true;
        } else if (dropped || step != Step.WAITING) {
            seams.slots().release();
        } else {
            makeEntry(false);
        }
    }

    private void makeEntry(final boolean isFirst) {
        try {
            fill(!isFirst);
            if (!builder.isEmpty()) {
                append(isFirst);
                return;
            }
        } catch (final RuntimeException e) {
            seams.slots().release(isFirst);
            handler.broken("no entry can be made after " + tip + ": " + e);
            return;
        }
        seams.slots().release(isFirst);
        step = Step.QUIET;
        goOn();
    }

    private void giveKeptBack() {
        if (slotKept) {
            slotKept = false;
            seams.slots().release();
        }
    }

    /** What somebody waits for is not made longer by batches whose turn has not come. */
    private void fill(final boolean withBatches) {
        final int mostBytes = withBatches ? mostBytes() : context.entryBytes();
        builder.begin(tip.sequence() + 1, Math.max(tip.timeMs(), seams.clock().timeMs()), mostBytes);
        due.fill(builder);
        while (inbox.hasOnline()
                && !(withBatches && builder.isHalfFull())
                && !builder.isFullFor(inbox.peekOnline().bytes())) {
            builder.execute(inbox.pollOnline());
        }
        for (StreamId id = inbox.pollRetirement(); id != null; id = inbox.pollRetirement()) {
            retireNow(streams.of(id));
        }
        boolean more = withBatches;
        while (more && inbox.peekBatch() != null && !builder.isFull()) {
            more = take(inbox.peekBatch());
        }
    }

    /** While online commands come, streams that wait get small entries: whoever waits for a command waits for the entry before, too. */
    private int mostBytes() {
        final boolean isBeside = inbox.peekBatch() != null && monotonicMs() - onlineAtMs < context.besideOnlineMs();
        return isBeside ? context.besideOnlineBytes() : context.entryBytes();
    }

    private long monotonicMs() {
        return seams.clock().nanoTime() / 1_000_000;
    }

    private void retireNow(final StreamState stream) {
        if (stream.isJournaled() && !stream.isRetired() && !builder.isFull()) {
            builder.retire(stream);
        }
    }

    /** Takes the oldest batch as far as it goes; false if it has to wait for the next entry. */
    private boolean take(final PendingBatch batch) {
        final StreamState stream = streams.of(batch.stream());
        if (builder.has(stream)) {
            return false;
        }
        final Verdict verdict = Verdict.of(batch, stream);
        if (verdict == Verdict.NEXT) {
            stream.hear(batch.batch().session());
            final boolean taken = builder.execute(batch, stream);
            if (batch.isDone()) {
                inbox.removeBatch();
            }
            return taken;
        }
        inbox.removeBatch();
        refuse(batch, stream, verdict);
        return true;
    }

    private void refuse(final PendingBatch batch, final StreamState stream, final Verdict verdict) {
        switch (verdict) {
            case FENCED -> batch.answer(PartitionReply.fenced(batch.batch()));
            case GAP -> batch.answer(PartitionReply.gap(batch.batch(), stream.lastNumber() + 1));
            case REPEAT -> repeats.answer(batch, stream, PartitionReply.Outcome.REPEATED);
            default -> {
                seams.listener()
                        .alarm(
                                partition,
                                "stream=" + stream.id() + " does not match: firstNumber="
                                        + batch.batch().firstNumber() + " count="
                                        + batch.batch().count() + " lastNumber=" + stream.lastNumber());
                batch.answer(PartitionReply.mismatch(batch.batch(), stream.lastNumber()));
            }
        }
    }

    private void append(final boolean isFirst) {
        final EntryHeader header = new EntryHeader(
                EntryKind.BATCH,
                partition,
                tip.sequence() + 1,
                context.gridEpoch(),
                tip.ownerEpoch(),
                seams.random().nextLong(),
                tip.checksum(),
                builder.timeMs());
        final byte[] entry = builder.encode(header);
        step = Step.APPENDING;
        appender.append(tip, entry, isFirst, new EntryAppender.Handler() {
            @Override
            public void mine() {
                onCommitted(header, entry);
            }

            @Override
            public void anothers(final String reason) {
                handler.fenced(reason);
            }

            @Override
            public void gone(final String reason) {
                handler.fenced(reason);
            }

            @Override
            public void delayed() {
                delayed = true;
                giveKeptBack();
            }
        });
    }

    private void onCommitted(final EntryHeader header, final byte[] entry) {
        tip = new JournalTip(
                header.sequence(),
                JournalEntryCodec.checksum(entry),
                header.timeMs(),
                header.gridEpoch(),
                header.ownerEpoch());
        step = Step.QUIET;
        delayed = false;
        images.added(JournalEntryCodec.unpackedLength(entry));
        seams.listener().committed(partition, tip.sequence(), builder.commands(), entry.length);
        tellPending();
        final long sequence = tip.sequence();
        builder.takeOnline().forEach(command -> command.answer(Answer.given(partition, sequence, command.result())));
        builder.takeBatches().forEach(this::answer);
        while (!queries.isEmpty()) {
            queries.poll().run(partition, tip.sequence(), logic);
        }
        stepImages();
        goOn();
    }

    /** Says what is in the outbox, and goes with time from now on. */
    void begin() {
        tellPending();
        due.start();
    }

    /** Says what is in the outbox; while no entry is under way. */
    private void tellPending() {
        if (logic.pending() > 0) {
            seams.listener().pending(partition, logic.pending());
        }
        if (logic.notices() > 0 && logic.noticesMoved() != noticesTold) {
            noticesTold = logic.noticesMoved();
            seams.listener().noticed(partition);
        }
    }

    private void answer(final PendingBatch batch) {
        if (batch.ownsAllCodes()) {
            batch.answer(PartitionReply.committed(batch.batch(), batch.codes()));
        } else {
            repeats.answer(batch, streams.of(batch.stream()), PartitionReply.Outcome.COMMITTED);
        }
    }

    private void stepImages() {
        if (!dropped && step != Step.APPENDING) {
            images.step(() -> new Manifest(
                    partition,
                    tip,
                    new long[0],
                    streams.positions(),
                    retention.keptFrom(tip, streams.oldestLastSequence())));
        }
    }

    private final class Listener implements ImageListener {
        @Override
        public void mayStep() {
            stepImages();
        }

        @Override
        public void completed(final Manifest manifest) {
            seams.listener().imaged(partition, manifest.tip().sequence());
            retention.imaged(manifest);
        }

        @Override
        public void failed(final String what, final RuntimeException failure, final boolean again) {
            seams.listener().alarm(partition, "image cannot be written: " + what + " again=" + again + ": " + failure);
        }
    }
}
