package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.Test;

/** Which entries of a journal go, and when; that nothing which is needed goes. */
final class RetentionTest {
    private final OwnerFixture f = new OwnerFixture();
    private int sent;

    @Test
    void shouldKeepAllUnlessToldOtherwise() {
        f.context.keepMs(0);
        f.start();
        rounds(3);
        assertEquals(1, oldest());
    }

    @Test
    void shouldKeepTheLastEntriesAndWhatIsBehindTheImageBefore() {
        f.context.keepEntries(3).keepMs(0);
        f.start();
        rounds(1);
        assertEquals(1, oldest());
        rounds(1);
        assertEquals(11, oldest());
        rounds(1);
        assertEquals(21, oldest());
        assertRecovered();
    }

    @Test
    void shouldKeepAsManyEntriesAsAsked() {
        f.context.keepEntries(25).keepMs(0);
        f.start();
        rounds(4);
        assertEquals(41 - 25, oldest());
        assertRecovered();
    }

    @Test
    void shouldKeepWhatIsYoung() {
        f.context.keepEntries(1).keepMs(60_000);
        f.start();
        rounds(3);
        assertEquals(1, oldest());
        f.world.clock.advance(59_000);
        rounds(1);
        assertEquals(1, oldest());
        f.world.clock.advance(1_500);
        rounds(1);
        assertEquals(1, oldest(), "the images that are stored have not been looked at");
        rounds(1);
        assertTrue(oldest() > 1 && oldest() <= 31, () -> "oldest=" + oldest());
        assertRecovered();
    }

    @Test
    void shouldSayInTheManifestWhatMayBeGone() {
        f.context.keepEntries(3).keepMs(0);
        f.start();
        rounds(3);
        assertEquals(
                oldest(),
                ManifestCodec.decode(f.snapshots.readManifest(PARTITION)).keptFrom());
    }

    @Test
    void shouldFinishWhatAFormerOwnerHasBegun() {
        f.context.keepEntries(3).keepMs(0);
        f.start();
        rounds(1);
        f.journal.failRemovals(1);
        rounds(1);
        assertEquals(1, oldest());
        assertEquals(1, f.alarms.size(), f.alarms.toString());
        assertTrue(f.alarms.get(0).contains("old entries cannot be removed"), f.alarms.toString());

        f.restart();
        assertEquals(1, oldest());
        rounds(1);
        assertEquals(1, oldest(), "the images that are stored have not been looked at");
        rounds(1);
        assertTrue(oldest() > 11, () -> "oldest=" + oldest());
        assertRecovered();
    }

    @Test
    void shouldTryAgainAfterTheNextImages() {
        f.context.keepEntries(3).keepMs(0);
        f.start();
        rounds(1);
        f.journal.failRemovals(1);
        rounds(2);
        assertEquals(21, oldest());
    }

    /** A gateway that comes back after a long time asks for the answers to what it sent last. */
    @Test
    void shouldKeepTheLastAnswersOfAStreamUntilItIsRetired() {
        f.context.keepEntries(3).keepMs(0);
        f.start();
        final ToyStream quiet = new ToyStream(9, 9, PARTITION).add(1, 5).add(2, 7);
        f.sendAndRun(quiet.batch(1, 1, 2));
        rounds(3);
        assertEquals(1, oldest());
        f.restart();
        assertArrayEquals(quiet.codes(1, 2), f.sendAndRun(quiet.batch(1, 1, 2)).codes());

        f.owner.retire(quiet.hello(1, 2));
        rounds(3);
        assertTrue(oldest() > 11, () -> "oldest=" + oldest());
        assertRecovered();
    }

    @Test
    void shouldSayThatWasDoneWhatHasAnswersThatAreGone() {
        f.context.keepEntries(3).keepMs(0);
        f.start();
        rounds(3);
        assertTrue(oldest() > 5, () -> "oldest=" + oldest());

        final PartitionReply reply = f.sendAndRun(f.stream.batch(1, 1, 1));
        assertEquals(Outcome.REPEATED, reply.outcome());
        assertEquals(0, reply.codes().length);
    }

    @Test
    void shouldStopIfAnEntryIsGoneThatImagesDoNotContain() {
        f.start();
        rounds(1);
        final byte[] old = f.snapshots.readChunk(PARTITION, 1);
        rounds(1);
        f.snapshots.writeChunk(PARTITION, 1, old);
        f.memory.remove(PARTITION, 1, 15);
        f.owner.close();
        f.owner.open();
        f.world.runAll();
        assertEquals(OwnerState.BROKEN, f.owner.state());
        assertTrue(f.alarms.get(0).contains("is gone: sequence="), f.alarms.toString());
    }

    /** A put of a former owner comes when this one has written that chunk already, and it does not change any more. */
    @Test
    void shouldKeepWhatAnImageNeedsThatWasReplacedByAnOlderOne() {
        f.context.keepEntries(3).keepMs(60_000);
        f.start();
        rounds(1);
        final byte[] old = f.snapshots.readChunk(PARTITION, 1);
        rounds(1);
        f.snapshots.writeChunk(PARTITION, 1, old);
        f.world.clock.advance(30_000);
        roundsOfChunkZero(2);
        f.world.clock.advance(31_000);
        roundsOfChunkZero(2);
        f.world.clock.advance(61_000);
        roundsOfChunkZero(2);
        assertTrue(oldest() > 11, () -> "oldest=" + oldest());
        assertRecovered();
    }

    @Test
    void shouldLookAgainAtWhatIsStoredIfThatFailed() {
        f.context.keepEntries(3).keepMs(60_000);
        f.start();
        rounds(1);
        f.snapshots.writeChunk(PARTITION, 1, new byte[] {1});
        f.world.clock.advance(61_000);
        roundsOfChunkZero(3);
        assertEquals(1, oldest());
        assertTrue(f.alarms.get(0).contains("old entries stay"), f.alarms.toString());
        rounds(2);
        assertTrue(oldest() > 1, () -> "oldest=" + oldest());
        assertRecovered();
    }

    /** Its opening entry got a key that was free again: others had gone on, and removed what they had written there. */
    @Test
    void shouldNotOpenBehindTheImagesOfOthers() {
        f.start();
        rounds(1);
        f.owner.close();
        f.owner = f.owner();
        f.owner.open();
        while (f.world.appendsWaiting() == 0) {
            f.world.runMessages();
            f.world.runReads();
        }
        final Manifest before = ManifestCodec.decode(f.snapshots.readManifest(PARTITION));
        final JournalTip ahead = new JournalTip(500, 1, before.tip().timeMs(), 1, 9);
        f.snapshots.writeManifest(
                PARTITION,
                ManifestCodec.encode(new Manifest(PARTITION, ahead, before.chunkSequences(), before.streams(), 400)));
        f.world.runAppend();
        f.world.runMessages();
        f.world.runReads();
        f.world.runMessages();
        assertEquals(OwnerState.FENCED, f.owner.state());
    }

    /** Of ten entries each, and images then. */
    private void rounds(final int count) {
        for (int round = 0; round < count; round++) {
            round(13);
        }
    }

    private void roundsOfChunkZero(final int count) {
        for (int round = 0; round < count; round++) {
            round(1);
        }
    }

    private void round(final int accounts) {
        for (int i = 0; i < 10; i++) {
            f.stream.add(sent % accounts, sent);
            sent++;
            assertEquals(
                    Outcome.COMMITTED,
                    f.sendAndRun(f.stream.batch(1, sent, sent)).outcome());
        }
        f.owner.requestImages();
        f.world.runAll();
    }

    /** The oldest entry that is there; those behind it are all there. */
    private long oldest() {
        long oldest = f.entries().size();
        while (oldest > 1 && f.memory.read(PARTITION, oldest - 1) != null) {
            oldest--;
        }
        for (long sequence = 1; sequence < oldest; sequence++) {
            assertEquals(null, f.memory.read(PARTITION, sequence), "sequence=" + sequence);
        }
        return oldest;
    }

    private void assertRecovered() {
        f.restart();
        final List<byte[]> expected = f.imagesOfPureReplay();
        final List<byte[]> recovered = f.imagesOf(f.owner);
        for (int chunk = 0; chunk < recovered.size(); chunk++) {
            assertArrayEquals(body(expected.get(chunk)), body(recovered.get(chunk)), "chunk=" + chunk);
        }
    }

    /** A toy image without its sequence. */
    private static byte[] body(final byte[] image) {
        return Arrays.copyOfRange(image, Long.BYTES, image.length);
    }
}
