package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.node.toy.FaultyJournal.Fault;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.Test;

/** Opening, committing, fencing: the edges of the owner's state machine. */
final class PartitionOwnerTest {
    private static final int LARGE_BYTES = 140_000;

    private final OwnerFixture f = new OwnerFixture();
    private int batched;

    @Test
    void shouldOpenAnEmptyPartitionWithAnOpeningEntry() {
        f.start();

        assertEquals(List.of("CLOSED>LOADING", "LOADING>REPLAYING", "REPLAYING>OPENING", "OPENING>OPEN"), f.moves);
        final EntryHeader opening = f.entries().get(0).header();
        assertEquals(EntryKind.OPENING, opening.kind());
        assertEquals(1, opening.sequence());
        assertEquals(1, opening.ownerEpoch());
    }

    @Test
    void shouldRaiseTheOwnerEpochWithEachOpening() {
        f.start();
        f.stream.add(1, 10);
        f.sendAndRun(f.stream.batch(1, 1, 1));
        f.restart();

        final List<JournalEntry> entries = f.entries();
        assertEquals(3, entries.size());
        assertEquals(2, entries.get(2).header().ownerEpoch());
        assertEquals(entries.get(1).checksum(), entries.get(2).header().predecessor());
    }

    @Test
    void shouldAnswerNothingBeforeTheOpeningEntryIsCommitted() {
        f.context.conclude();
        f.stream.add(1, 10);
        f.owner = f.owner();
        f.send(f.stream.batch(1, 1, 1));
        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        f.owner.open();
        f.owner.open();
        while (f.owner.state() != OwnerState.OPENING) {
            f.world.runRandom(f.random);
        }
        f.world.runMessages();
        f.send(f.stream.batch(1, 1, 1));
        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        f.submit(1, 1);
        assertEquals(Answer.Outcome.NOT_OWNER, f.answers.get(0).outcome());
        assertEquals(Answer.Outcome.NOT_OWNER, f.query(0, logic -> 1).outcome());
        assertEquals(OwnerState.OPEN, f.owner.state());
    }

    /** A command that somebody waits for does not stand behind the bulk of other partitions, though its own partition does already. */
    @Test
    void shouldAskForASlotBeforeOthersForAnOnlineCommand() {
        f.start();
        final int before = f.world.firstSlots();
        f.stream.add(1, 10);
        f.send(f.stream.batch(1, 1, 1));
        assertEquals(before, f.world.firstSlots());

        f.submit(2, 20);
        f.submit(3, 30);
        assertEquals(before + 1, f.world.firstSlots());
        f.world.runAll();
        assertEquals(Outcome.COMMITTED, f.reply().outcome());
        assertEquals(2, f.answers.size());
        assertEquals(0, f.world.slotsTaken());

        f.submit(4, 40);
        assertEquals(before + 2, f.world.firstSlots());
        f.world.runAll();
        assertEquals(0, f.world.slotsTaken());
    }

    /** Several that fill an entry each, as events that replace others may: more than an entry takes would break the partition. */
    @Test
    void shouldWeighOnlineCommands() {
        f.start();
        final byte[] large = Arrays.copyOf(ToyStream.usage(1, LARGE_BYTES, ToyLogic.PADDED), LARGE_BYTES);
        for (int i = 0; i < 4; i++) {
            f.submit(large);
        }
        f.world.runAll();
        assertEquals(OwnerState.OPEN, f.owner.state(), f.alarms::toString);
        assertEquals(4, f.answers.size());
        f.answers.forEach(answer -> assertEquals(Answer.Outcome.GIVEN, answer.outcome()));
    }

    /** Of three commands and a batch: the first is under way when the second and the batch come. */
    private int beginBesideABatch() {
        f.start();
        final int before = f.entries().size();
        f.submit(1, 10);
        f.world.runMessages();
        f.stream.add(1, 10);
        f.send(f.stream.batch(1, 1, 1));
        f.submit(2, 20);
        f.world.runMessages();
        f.world.runAppend();
        f.world.runMessages();
        return before;
    }

    @Test
    void shouldGiveBatchesAnEntryOfTheirOwnBesideOnlineCommands() {
        final int before = beginBesideABatch();
        f.world.runAll();

        assertEquals(2, f.answers.size());
        assertEquals(Outcome.COMMITTED, f.reply().outcome());
        assertEquals(3, f.entries().size() - before);
        assertEquals(0, f.world.slotsTaken());
    }

    @Test
    void shouldTakeBatchesWithAnOnlineCommandWhenTheirTurnHasCome() {
        final int before = beginBesideABatch();
        f.submit(3, 30);
        f.world.runAll();

        assertEquals(3, f.answers.size());
        assertEquals(Outcome.COMMITTED, f.reply().outcome());
        assertEquals(3, f.entries().size() - before, "the batch is in the third");
        assertEquals(0, f.world.slotsTaken());
    }

    @Test
    void shouldGiveASlotBackThatItKeptWhenClosed() {
        beginBesideABatch();
        assertEquals(2, f.world.slotsTaken(), "of the entry under way, and of the batch");

        f.owner.close();
        assertEquals(1, f.world.slotsTaken());
        f.world.runAll();
        assertEquals(0, f.world.slotsTaken());
    }

    /** Else those that try again would wait for slots that they keep themselves. */
    @Test
    void shouldKeepNoSlotWhileAnAppendIsTriedAgain() {
        f.start();
        f.journal.next(Fault.UNKNOWN_AND_LOST);
        f.submit(1, 10);
        f.stream.add(1, 10);
        f.send(f.stream.batch(1, 1, 1));
        assertEquals(2, f.world.slotsTaken());
        f.world.runMessages();
        assertEquals(0, f.world.slotsTaken());
        assertTrue(f.answers.isEmpty());

        f.world.runAll();
        assertEquals(1, f.answers.size());
        assertEquals(Outcome.COMMITTED, f.reply().outcome());
        assertEquals(0, f.world.slotsTaken());
    }

    @Test
    void shouldMakeSmallEntriesOfStreamsWhileOnlineCommandsCome() {
        f.context.besideOnlineBytes(50).besideOnlineMs(1_000);
        f.start();
        assertEquals(1, entriesOfABatch(), "nobody else is there");

        f.submit(2, 20);
        f.world.runAll();
        assertTrue(entriesOfABatch() > 1, "somebody may wait");

        f.world.clock.advance(1_000);
        assertEquals(1, entriesOfABatch(), "nobody came for long");
    }

    private int entriesOfABatch() {
        final int before = f.entries().size();
        final int first = batched + 1;
        for (int i = 0; i < 10; i++) {
            f.stream.add(1, 10);
            batched++;
        }
        assertEquals(
                Outcome.COMMITTED,
                f.sendAndRun(f.stream.batch(1, first, batched)).outcome());
        return f.entries().size() - before;
    }

    @Test
    void shouldAnswerABatchOnlyOnceItIsCommitted() {
        f.start();
        f.stream.add(1, 10).add(2, 23).add(1, 4);

        f.send(f.stream.batch(1, 1, 3));
        f.world.runMessages();
        assertTrue(f.replies.isEmpty(), "answered before the append");
        f.world.runAppend();
        f.world.runAll();

        assertArrayEquals(f.stream.codes(1, 3), f.reply().codes());
        assertEquals(2, f.entries().size());
        assertEquals(10, f.query(0, logic -> logic.sum(1)).value());
    }

    @Test
    void shouldGatherTheNextBatchWhileAnAppendIsUnderWay() {
        f.start();
        final ToyStream other = new ToyStream(9, 9, PARTITION).add(4, 1).add(4, 2);
        f.stream.add(1, 10).add(2, 20);

        f.send(f.stream.batch(1, 1, 1));
        f.world.runMessages();
        f.send(f.stream.batch(1, 2, 2));
        f.send(other.batch(1, 1, 2));
        f.submit(5, 50);
        f.world.runAll();

        assertEquals(4, f.entries().size());
        assertEquals(1, f.entries().get(2).recordCount(), "somebody waits for it");
        final JournalEntry gathered = f.entries().get(3);
        assertEquals(3, gathered.recordCount());
        assertEquals(2, gathered.runs().size());
        assertEquals(3, f.replies.size());
    }

    @Test
    void shouldLetOnlineCommandsOvertake() {
        f.start();
        f.stream.add(1, 1).add(2, 2);
        f.send(f.stream.batch(1, 1, 1));
        f.world.runMessages();
        f.send(f.stream.batch(1, 2, 2));
        f.submit(77, 7);
        f.world.runAll();

        final JournalEntry entry = f.entries().get(2);
        assertEquals(77, entry.records()[entry.recordsOffset()]);
        final Answer<CommandResult> answer = f.answers.get(0);
        assertEquals(Answer.Outcome.GIVEN, answer.outcome());
        assertEquals(3, answer.sequence());
        assertEquals(ResultCode.DONE, answer.value().code());
        assertEquals(11, answer.value().record().length);
    }

    @Test
    void shouldPutTheSameBytesAgainUntilItKnows() {
        for (final Fault fault : List.of(Fault.UNKNOWN_BUT_DONE, Fault.UNKNOWN_AND_LOST)) {
            final OwnerFixture g = new OwnerFixture().start();
            g.stream.add(1, 10);
            g.journal.next(fault);
            g.journal.next(fault);
            final int before = g.journal.appends();

            g.send(g.stream.batch(1, 1, 1));
            g.world.runMessages();
            while (g.world.runAppend()) {}
            assertTrue(g.replies.isEmpty(), "answered an unknown append");
            g.world.runTimer();
            g.world.runMessages();
            while (g.world.runAppend()) {}
            assertTrue(g.replies.isEmpty(), "answered an unknown append");
            g.world.runAll();

            assertEquals(Outcome.COMMITTED, g.reply().outcome());
            assertEquals(3, g.journal.appends() - before);
            assertEquals(2, g.entries().size());
        }
    }

    @Test
    void shouldResolveAnUnknownOpening() {
        f.journal.next(Fault.UNKNOWN_BUT_DONE);
        f.journal.next(Fault.UNKNOWN_AND_LOST);
        f.start();

        assertEquals(OwnerState.OPEN, f.owner.state());
        assertEquals(1, f.entries().size());
    }

    @Test
    void shouldBeFencedByAnothersEntryAndOpenAgainBehindIt() {
        f.start();
        f.stream.add(1, 10).add(2, 20);
        final PartitionOwner usurper = f.owner();
        usurper.open();
        f.world.runAll();

        f.send(f.stream.batch(1, 1, 1));
        f.submit(8, 8);
        f.world.runMessages();
        f.send(f.stream.batch(1, 2, 2));
        f.world.runAll();

        assertEquals(OwnerState.FENCED, f.owner.state());
        assertEquals(
                List.of(Outcome.NOT_OWNER, Outcome.NOT_OWNER),
                f.replies.stream().map(r -> r.outcome()).toList());
        assertEquals(Answer.Outcome.UNKNOWN, f.answers.get(0).outcome());
        assertEquals(1, f.alarms.size());
        assertEquals(Answer.Outcome.NOT_OWNER, f.query(0, logic -> logic.sum(1)).outcome());

        f.owner.open();
        f.world.runAll();
        assertEquals(OwnerState.OPEN, f.owner.state());
        assertEquals(3, f.owner.sequence());
        assertEquals(0, f.query(0, logic -> logic.sum(1)).value());
        f.replies.clear();
        assertEquals(Outcome.COMMITTED, f.sendAndRun(f.stream.batch(1, 1, 2)).outcome());
    }

    @Test
    void shouldReplayFurtherWhenItsOpeningEntryComesSecond() {
        f.context.conclude();
        f.owner = f.owner();
        f.owner.open();
        while (f.world.appendsWaiting() == 0) {
            f.world.runRandom(f.random);
        }
        final byte[] others = opening(1, 0, 1);
        f.memory.append(PARTITION, 1, others, (p, s, outcome) -> {});
        // The other append was asked for later, but is let through first.
        f.world.swapAppends();
        f.world.runAll();

        assertEquals(OwnerState.OPEN, f.owner.state());
        assertTrue(f.moves.contains("OPENING>REPLAYING"), f.moves.toString());
        assertEquals(2, f.entries().size());
        assertEquals(2, f.entries().get(1).header().ownerEpoch());
    }

    /** Its writer may have died over it, and some copy lack it. */
    @Test
    void shouldPutTheLastEntryAgainBeforeItOpensBehindIt() {
        f.start();
        assertEquals(0, f.journal.putsAgain());
        f.journal.failPutsAgain(2);
        f.restart();

        assertEquals(1, f.journal.putsAgain());
        assertEquals(OwnerState.OPEN, f.owner.state());
        assertEquals(2, f.alarms.size(), f.alarms.toString());
    }

    @Test
    void shouldBeFencedWhenItsPredecessorIsGone() {
        f.start();
        f.stream.add(1, 10);
        f.send(f.stream.batch(1, 1, 1));
        f.world.runMessages();
        f.journal.forget();
        f.world.runAll();

        assertEquals(OwnerState.FENCED, f.owner.state());
        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
    }

    @Test
    void shouldHoldItsAnswersUntilThePredecessorCanBeRead() {
        f.start();
        f.stream.add(1, 10);
        f.journal.failReads(3);
        assertEquals(Outcome.COMMITTED, f.sendAndRun(f.stream.batch(1, 1, 1)).outcome());
        assertEquals(3, f.alarms.size());
    }

    /** It was put into a copy that was behind; a moment later the right one was asked, which has the predecessor and not the entry. */
    @Test
    void shouldBeFencedWhenTheEntryIsNotBehindItsPredecessor() {
        f.start();
        f.stream.add(1, 10);
        f.journal.next(Fault.MINE_AND_LOST);

        assertEquals(Outcome.NOT_OWNER, f.sendAndRun(f.stream.batch(1, 1, 1)).outcome());
        assertEquals(OwnerState.FENCED, f.owner.state());
    }

    /** The copy that took it was thrown away before its predecessor could be read, from the copy that is asked since. */
    @Test
    void shouldBeFencedWhenTheEntryItselfIsGoneOnceThePredecessorCanBeRead() {
        f.start();
        f.stream.add(1, 10);
        f.journal.failReads(1);
        f.send(f.stream.batch(1, 1, 1));
        f.world.runMessages();
        f.world.runAppend();
        f.world.runMessages();
        assertTrue(f.replies.isEmpty());
        f.memory.remove(PARTITION, 2, 2);
        f.world.runAll();

        assertEquals(OwnerState.FENCED, f.owner.state());
        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
    }

    @Test
    void shouldReadAgainWhatCouldNotBeReadInRecovery() {
        f.start();
        f.stream.add(1, 10);
        f.sendAndRun(f.stream.batch(1, 1, 1));
        f.journal.failReads(4);
        f.restart();

        assertEquals(4, f.alarms.size());
        assertEquals(10, f.query(0, logic -> logic.sum(1)).value());
    }

    @Test
    void shouldStopAtADamagedOrForeignEntry() {
        f.start();
        f.memory.append(PARTITION, 2, opening(2, 12345, 2), (p, s, outcome) -> {});
        f.world.runAppend();
        f.owner.close();
        f.owner.open();
        f.world.runAll();

        assertEquals(OwnerState.BROKEN, f.owner.state());
        assertTrue(f.alarms.get(0).contains("journal chain is broken"), f.alarms.toString());
        f.stream.add(1, 1);
        assertEquals(Outcome.NOT_OWNER, f.sendAndRun(f.stream.batch(1, 1, 1)).outcome());
    }

    @Test
    void shouldGiveUpWhenACommandThrowsAndKeepWhatWasCommitted() {
        f.start();
        f.stream.add(1, 10).add(1, 20).add(1, 1, ToyLogic.POISON);
        assertEquals(Outcome.COMMITTED, f.sendAndRun(f.stream.batch(1, 1, 1)).outcome());
        f.submit(5, 5);
        f.send(f.stream.batch(1, 2, 3));
        f.world.runMessages();
        f.submit(5, 6);
        f.world.runAll();

        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        assertEquals(OwnerState.BROKEN, f.owner.state());
        assertEquals(Answer.Outcome.GIVEN, f.answers.get(0).outcome());
        assertEquals(Answer.Outcome.UNKNOWN, f.answers.get(1).outcome(), "with the batch, whose turn had come");
        f.owner.open();
        f.world.runAll();
        assertEquals(10, f.query(0, logic -> logic.sum(1)).value());
    }

    @Test
    void shouldForgetWhatWasUnderWayWhenClosed() {
        f.start();
        f.stream.add(1, 10).add(2, 20);
        f.send(f.stream.batch(1, 1, 1));
        f.submit(6, 60);
        f.world.runMessages();
        f.submit(7, 70);
        f.owner.close();

        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        assertEquals(Answer.Outcome.UNKNOWN, f.answers.get(0).outcome());
        assertEquals(Answer.Outcome.NOT_OWNER, f.answers.get(1).outcome());
        f.owner.open();
        f.world.runAll();

        assertEquals(OwnerState.OPEN, f.owner.state());
        assertEquals(Outcome.REPEATED, f.sendAndRun(f.stream.batch(1, 1, 1)).outcome());
        assertEquals(60, f.query(0, logic -> logic.sum(6)).value());
    }

    @Test
    void shouldNeverLetTimeGoBack() {
        f.start();
        f.stream.add(1, 10).add(1, 20);
        f.world.clock.jump(5_000);
        f.sendAndRun(f.stream.batch(1, 1, 1));
        f.world.clock.jump(-60_000);
        f.sendAndRun(f.stream.batch(1, 2, 2));
        f.restart();

        final List<JournalEntry> entries = f.entries();
        for (int i = 1; i < entries.size(); i++) {
            assertTrue(entries.get(i).header().timeMs()
                    >= entries.get(i - 1).header().timeMs());
        }
    }

    @Test
    void shouldAnswerQueriesOfCommittedStateOnly() {
        f.start();
        f.stream.add(1, 10);
        f.send(f.stream.batch(1, 1, 1));
        f.world.runMessages();
        final long[] seen = {-1, -1};
        f.owner.query(0, logic -> ((ToyLogic) logic).sum(1), answer -> {
            seen[0] = answer.value();
            seen[1] = answer.sequence();
        });
        assertEquals(-1, seen[0], "answered with an append under way");
        f.world.runAll();

        assertEquals(10, seen[0]);
        assertEquals(2, seen[1]);
        assertEquals(Answer.Outcome.GIVEN, f.query(2, logic -> 1).outcome());
        assertEquals(Answer.Outcome.BEHIND, f.query(3, logic -> 1).outcome());
        assertEquals(
                Answer.Outcome.FAILED,
                f.query(0, logic -> 1 / (logic.chunks() - 4)).outcome());
    }

    @Test
    void shouldSayBusyWhenFull() {
        f.context.queuedCommands(4).queuedRequests(2);
        f.start();
        for (int i = 1; i <= 8; i++) {
            f.stream.add(1, 10 * i);
        }
        final ToyStream other = new ToyStream(5, 5, PARTITION).add(2, 10);
        f.send(f.stream.batch(1, 1, 2));
        f.world.runMessages();
        f.send(f.stream.batch(1, 3, 6));
        f.send(other.batch(1, 1, 1));
        assertEquals(Outcome.BUSY, f.replies.get(0).outcome());
        assertTrue(f.reply().retryAfterMs() > 0);
        for (int i = 0; i < 3; i++) {
            f.submit(1, 1);
        }
        assertEquals(Answer.Outcome.BUSY, f.answers.get(0).outcome());
        f.world.runAll();

        assertEquals(3, f.answers.size());
        assertEquals(2, f.replies.size());
    }

    @Test
    void shouldTurnNewSessionsAwayBeforeThoseThatRun() {
        f.context.queuedRequests(8);
        f.start();
        f.stream.add(1, 10);
        f.send(f.stream.batch(1, 1, 1));
        f.world.runMessages();
        for (int i = 0; i < 8; i++) {
            f.submit(reserve(i % 2, false));
        }
        assertEquals(2, f.answers.size(), "six of eight places are for who begins");
        f.submit(reserve(1, true));
        f.submit(1, 1);
        assertEquals(2, f.answers.size(), "the others are for who runs, and for top-ups and the like");
        f.submit(reserve(7, true));
        f.submit(reserve(2, false));
        assertEquals(4, f.answers.size(), "but there are no more than eight");
        f.answers.forEach(answer -> assertEquals(Answer.Outcome.BUSY, answer.outcome()));
        f.world.runAll();

        assertEquals(12, f.answers.size());
        assertEquals(
                8,
                f.answers.stream()
                        .filter(answer -> answer.outcome() == Answer.Outcome.GIVEN)
                        .count());
    }

    private static byte[] reserve(final long number, final boolean reports) {
        final Command command = new Command();
        command.reset(CommandType.RESERVE);
        command.account = 1;
        command.requestNumber = number;
        command.addGroup().hasRequest = true;
        command.group(0).hasUsed = reports;
        final ByteSink sink = new ByteSink(64);
        CommandCodec.encode(command, sink);
        return sink.copy();
    }

    @Test
    void shouldSplitABatchWhoseRecordsOverflowAnEntry() {
        f.start();
        long sum = 0;
        for (int i = 0; i < 300; i++) {
            final int quantity = 2_000 + i;
            f.stream.add(i % 7, quantity, ToyLogic.PADDED);
            sum += ToyLogic.codeOf(quantity) == ResultCode.DONE ? quantity : 0;
        }
        assertArrayEquals(
                f.stream.codes(1, 300), f.sendAndRun(f.stream.batch(1, 1, 300)).codes());

        assertEquals(6, f.entries().size());
        for (final JournalEntry entry : f.entries()) {
            assertTrue(entry.bytes().length <= JournalEntryCodec.MAX_ENTRY_BYTES);
        }
        f.restart();
        long recovered = 0;
        for (int account = 0; account < 7; account++) {
            final int key = account;
            recovered += f.query(0, logic -> logic.sum(key)).value();
        }
        assertEquals(sum, recovered);
        assertArrayEquals(
                f.stream.codes(1, 300), f.sendAndRun(f.stream.batch(1, 1, 300)).codes());
    }

    static byte[] opening(final long sequence, final long predecessor, final long ownerEpoch) {
        final ByteSink none = new ByteSink(1);
        return JournalEntryCodec.encode(
                new EntryHeader(
                        EntryKind.OPENING, PARTITION, sequence, 1, ownerEpoch, 99, predecessor, 1_700_000_000_000L),
                List.of(),
                none,
                0,
                none);
    }
}
