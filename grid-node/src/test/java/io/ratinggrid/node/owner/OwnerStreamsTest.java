package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing twice, nothing missing: what the owner makes of a stream's numbers, checksums and sessions. */
final class OwnerStreamsTest {
    private final OwnerFixture f = new OwnerFixture();

    @BeforeEach
    void fill() {
        f.start();
        for (int i = 1; i <= 40; i++) {
            f.stream.add(i % 5, i);
        }
    }

    @Test
    void shouldAnswerARepeatAsTheFirstTime() {
        final PartitionReply first = f.sendAndRun(f.stream.batch(1, 1, 10));
        final int entries = f.entries().size();
        final PartitionReply second = f.sendAndRun(f.stream.batch(1, 1, 10));

        assertEquals(Outcome.COMMITTED, first.outcome());
        assertEquals(Outcome.REPEATED, second.outcome());
        assertArrayEquals(first.codes(), second.codes());
        assertEquals(entries, f.entries().size());
        assertEquals(2, f.query(0, logic -> logic.events(1)).value());
    }

    @Test
    void shouldReadTheAnswersOfOldRepeatsFromTheJournal() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        f.sendAndRun(f.stream.batch(1, 11, 12));
        f.sendAndRun(f.stream.batch(1, 13, 30));
        f.restart();
        f.sendAndRun(f.stream.batch(2, 31, 40));

        for (final int[] stretch : new int[][] {{1, 10}, {2, 9}, {1, 30}, {5, 40}, {31, 40}, {12, 12}, {40, 40}}) {
            final PartitionReply reply = f.sendAndRun(f.stream.batch(2, stretch[0], stretch[1]));
            assertEquals(Outcome.REPEATED, reply.outcome());
            assertArrayEquals(f.stream.codes(stretch[0], stretch[1]), reply.codes());
        }
    }

    @Test
    void shouldLetAskAgainForAnswersThatCannotBeReadNow() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        f.sendAndRun(f.stream.batch(1, 11, 12));
        f.journal.damageReads(1);
        assertEquals(Outcome.BUSY, f.sendAndRun(f.stream.batch(1, 1, 10)).outcome());
        f.journal.failReads(1);
        assertEquals(Outcome.BUSY, f.sendAndRun(f.stream.batch(1, 1, 10)).outcome());

        final PartitionReply reply = f.sendAndRun(f.stream.batch(1, 1, 10));
        assertEquals(Outcome.REPEATED, reply.outcome());
        assertArrayEquals(f.stream.codes(1, 10), reply.codes());
        assertEquals(OwnerState.OPEN, f.owner.state());
    }

    @Test
    void shouldLetAskAgainForAnswersThatTheCopyThatIsAskedHasNot() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        f.sendAndRun(f.stream.batch(1, 11, 20));
        f.send(f.stream.batch(1, 5, 30));
        f.world.runMessages();
        f.world.runAppend();
        f.journal.forget();
        f.world.runAll();
        f.journal.remember();

        assertEquals(Outcome.BUSY, f.reply().outcome());
        final PartitionReply reply = f.sendAndRun(f.stream.batch(1, 5, 30));
        assertEquals(Outcome.REPEATED, reply.outcome());
        assertArrayEquals(f.stream.codes(5, 30), reply.codes());
    }

    @Test
    void shouldCarryOutOnlyTheRestOfAHalfRepeat() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        f.sendAndRun(f.stream.batch(1, 11, 20));
        final PartitionReply reply = f.sendAndRun(f.stream.batch(1, 5, 30));

        assertEquals(Outcome.COMMITTED, reply.outcome());
        assertArrayEquals(f.stream.codes(5, 30), reply.codes());
        assertEquals(6, f.query(0, logic -> logic.events(1)).value());
    }

    @Test
    void shouldRefuseAGapAndSayWhereToGoOn() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        final PartitionReply reply = f.sendAndRun(f.stream.batch(1, 12, 20));

        assertEquals(Outcome.GAP, reply.outcome());
        assertEquals(11, reply.expectedNumber());
        assertEquals(2, f.entries().size());
    }

    @Test
    void shouldRefuseOtherBytesUnderTheSameNumbers() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        f.sendAndRun(f.stream.batch(1, 11, 20));
        final ToyStream forged = new ToyStream(1, 2, PARTITION);
        for (int i = 1; i <= 40; i++) {
            forged.add(i % 5, i == 7 ? 700 : i);
        }

        for (final int[] stretch : new int[][] {{1, 10}, {1, 20}, {21, 30}, {15, 25}, {8, 20}}) {
            final PartitionReply reply = f.sendAndRun(forged.batch(1, stretch[0], stretch[1]));
            assertEquals(Outcome.MISMATCH, reply.outcome(), "stretch=" + stretch[0] + ".." + stretch[1]);
        }
        assertTrue(f.alarms.size() >= 3, f.alarms.toString());
        assertEquals(Outcome.COMMITTED, f.sendAndRun(f.stream.batch(1, 21, 30)).outcome());
    }

    @Test
    void shouldRefuseBytesHarmedOnTheWay() {
        final PartitionBatch good = f.stream.batch(1, 1, 10);
        for (int i = 0; i < good.commands().length; i++) {
            final byte[] harmed = good.commands().clone();
            harmed[i] ^= 0x55;
            final PartitionReply reply = f.sendAndRun(
                    new PartitionBatch(1, 2, 1, PARTITION, 1, 10, good.checksumBefore(), good.checksumAfter(), harmed));
            assertEquals(Outcome.MISMATCH, reply.outcome(), "byte=" + i);
        }
        assertEquals(
                Outcome.MISMATCH,
                f.sendAndRun(new PartitionBatch(
                                1, 2, 1, PARTITION, 1, 9, good.checksumBefore(), good.checksumAfter(), good.commands()))
                        .outcome());
        assertEquals(Outcome.COMMITTED, f.sendAndRun(good).outcome());
    }

    @Test
    void shouldFenceAnEarlierSession() {
        f.sendAndRun(f.stream.batch(5, 1, 10));
        assertEquals(Outcome.FENCED, f.sendAndRun(f.stream.batch(4, 11, 20)).outcome());
        f.restart();
        assertEquals(Outcome.FENCED, f.sendAndRun(f.stream.batch(4, 11, 20)).outcome());

        final List<StreamStand> stands = new ArrayList<>();
        f.owner.hello(f.stream.hello(6, 8), stands::add);
        f.owner.hello(f.stream.hello(5, 8), stands::add);
        f.world.runAll();
        assertEquals(new StreamStand(StreamStand.Outcome.KNOWN, 10, f.stream.chain(10)), stands.get(0));
        assertEquals(StreamStand.FENCED, stands.get(1));
        assertEquals(Outcome.FENCED, f.sendAndRun(f.stream.batch(5, 11, 20)).outcome());
        assertEquals(Outcome.COMMITTED, f.sendAndRun(f.stream.batch(6, 11, 20)).outcome());
    }

    @Test
    void shouldTellTheStandOfAStreamOnlyOnceItIsCommitted() {
        f.send(f.stream.batch(1, 1, 10));
        f.world.runMessages();
        final List<StreamStand> stands = new ArrayList<>();
        f.owner.hello(f.stream.hello(2, 8), stands::add);
        f.send(f.stream.batch(1, 11, 20));
        assertTrue(stands.isEmpty());
        f.world.runAll();

        assertEquals(10, stands.get(0).lastNumber());
        assertEquals(Outcome.COMMITTED, f.replies.get(0).outcome());
        assertEquals(Outcome.FENCED, f.replies.get(1).outcome());
    }

    @Test
    void shouldNotServeARetiredStream() {
        f.sendAndRun(f.stream.batch(1, 1, 10));
        f.owner.retire(f.stream.hello(1, 8));
        f.owner.retire(f.stream.hello(1, 8));
        f.world.runAll();
        assertEquals(3, f.entries().size());
        assertEquals(Outcome.FENCED, f.sendAndRun(f.stream.batch(9, 11, 20)).outcome());
        f.restart();
        assertEquals(Outcome.FENCED, f.sendAndRun(f.stream.batch(9, 11, 20)).outcome());
    }

    @Test
    void shouldKeepStreamsApart() {
        final ToyStream other = new ToyStream(1, 3, PARTITION).add(1, 1).add(1, 3);
        f.send(f.stream.batch(1, 1, 10));
        f.send(other.batch(9, 1, 2));
        f.send(f.stream.batch(1, 11, 20));
        f.world.runAll();

        assertEquals(
                List.of(Outcome.COMMITTED, Outcome.COMMITTED, Outcome.COMMITTED),
                f.replies.stream().map(PartitionReply::outcome).toList());
        f.replies.clear();
        f.restart();
        assertArrayEquals(other.codes(1, 2), f.sendAndRun(other.batch(9, 1, 2)).codes());
    }
}
