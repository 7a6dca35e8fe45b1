package io.ratinggrid.node.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

import io.ratinggrid.node.toy.FaultyJournal;
import io.ratinggrid.node.toy.SteppedWorld;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.persistence.memory.MemoryJournalStore;
import io.ratinggrid.persistence.memory.MemorySnapshotStore;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/** One partition's owner in a stepped world with stores on the heap, and all that it said. */
final class OwnerFixture {
    static final int PARTITION = 3;
    static final int CHUNKS = 4;

    final SteppedWorld world = new SteppedWorld();
    final MemoryJournalStore memory = new MemoryJournalStore(8, world::append);
    final FaultyJournal journal = new FaultyJournal(memory);
    final MemorySnapshotStore snapshots = new MemorySnapshotStore(8);
    final List<String> moves = new ArrayList<>();
    final Map<OwnerMove, Integer> counts = new EnumMap<>(OwnerMove.class);
    final List<String> alarms = new ArrayList<>();
    final List<PartitionReply> replies = new ArrayList<>();
    final List<Answer<CommandResult>> answers = new ArrayList<>();
    final ToyStream stream = new ToyStream(1, 2, PARTITION);
    final Random random = new Random(5);
    long imagedTo;
    private final Supplier<PartitionLogic> emptyLogic;
    OwnerContext context =
            new OwnerContext().predecessorCheckEvery(1).imageAfterMs(0).imageAfterEntries(1_000_000);
    PartitionOwner owner;

    /** With toy logics. */
    OwnerFixture() {
        this(() -> new ToyLogic(CHUNKS));
    }

    OwnerFixture(final Supplier<PartitionLogic> emptyLogic) {
        this.emptyLogic = emptyLogic;
    }

    OwnerFixture start() {
        context.conclude();
        owner = owner();
        owner.open();
        world.runAll();
        return this;
    }

    /** Another owner of the same partition, as after a crash; it shares the stores. */
    PartitionOwner owner() {
        final OwnerSeams seams = new OwnerSeams(
                journal,
                snapshots,
                world.reads(),
                world.images(),
                world.slots(),
                world.clock,
                world,
                random,
                new Listener());
        return new PartitionOwner(PARTITION, context, seams, emptyLogic);
    }

    /** Drops the owner as a crash would, and opens a new one. */
    void restart() {
        owner.close();
        owner = owner();
        owner.open();
        world.runAll();
        assertEquals(OwnerState.OPEN, owner.state());
    }

    void send(final PartitionBatch batch) {
        owner.receive(batch, replies::add);
    }

    PartitionReply reply() {
        assertEquals(1, replies.size(), () -> "replies=" + replies);
        return replies.remove(0);
    }

    PartitionReply sendAndRun(final PartitionBatch batch) {
        send(batch);
        world.runAll();
        return reply();
    }

    void submit(final byte[] command) {
        owner.submit(command, answers::add);
    }

    void submit(final long account, final long quantity) {
        owner.submit(ToyStream.usage(account, quantity, 0), answers::add);
    }

    <T> Answer<T> query(final long atLeast, final Function<ToyLogic, T> read) {
        final List<Answer<T>> got = new ArrayList<>();
        owner.query(atLeast, logic -> read.apply((ToyLogic) logic), got::add);
        world.runAll();
        assertEquals(1, got.size());
        return got.get(0);
    }

    /** All that was ever appended, also what was removed since. */
    List<JournalEntry> entries() {
        final List<JournalEntry> entries = new ArrayList<>();
        for (long sequence = 1; journal.readAlsoRemoved(PARTITION, sequence) != null; sequence++) {
            entries.add(JournalEntryCodec.decode(journal.readAlsoRemoved(PARTITION, sequence)));
        }
        return entries;
    }

    /** All images of the owner's state, as they would be written now. */
    List<byte[]> imagesOf(final PartitionOwner of) {
        final List<byte[]> images = new ArrayList<>();
        of.query(
                0,
                logic -> {
                    images.addAll(imagesOf(logic));
                    return null;
                },
                answer -> assertEquals(Answer.Outcome.GIVEN, answer.outcome()));
        world.runAll();
        return images;
    }

    static List<byte[]> imagesOf(final PartitionLogic logic) {
        final List<byte[]> images = new ArrayList<>();
        for (int chunk = 0; chunk < logic.chunks(); chunk++) {
            final ByteSink sink = new ByteSink(64);
            logic.writeChunk(chunk, sink);
            images.add(sink.copy());
        }
        return images;
    }

    /** The state that the journal alone makes. */
    List<byte[]> imagesOfPureReplay() {
        final PartitionLogic logic = emptyLogic.get();
        for (final JournalEntry entry : entries()) {
            logic.apply(
                    entry.header().sequence(),
                    entry.header().timeMs(),
                    entry.records(),
                    entry.recordsOffset(),
                    entry.recordsLength());
        }
        return imagesOf(logic);
    }

    private final class Listener implements OwnerListener {
        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            moves.add(from + ">" + to);
            counts.merge(
                    OwnerMove.of(from, to)
                            .orElseThrow(() -> new AssertionError("not drawn: " + from + ">" + to + " " + reason)),
                    1,
                    Integer::sum);
        }

        @Override
        public void imaged(final int partition, final long sequence) {
            imagedTo = sequence;
        }

        @Override
        public void alarm(final int partition, final String what) {
            alarms.add(what);
        }
    }
}
