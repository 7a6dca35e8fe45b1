package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.CHUNKS;
import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.Test;

/** Rounds of images, and recovery from whatever a round left behind. */
final class OwnerImagesTest {
    private final OwnerFixture f = new OwnerFixture();
    private int sent;

    @Test
    void shouldRecoverFromImagesAndTail() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        assertEquals(11, f.imagedTo);
        commit(5);
        final List<byte[]> live = f.imagesOf(f.owner);

        f.moves.clear();
        f.restart();
        assertRecovered(live);
        assertTrue(f.moves.contains("LOADING>REPLAYING"));
        assertEquals(
                Outcome.COMMITTED, f.sendAndRun(f.stream.batch(1, next(), sent)).outcome());
    }

    @Test
    void shouldImageByItselfAfterSoManyEntries() {
        f.context.imageAfterEntries(6);
        f.start();
        commit(20);
        f.world.runAll();
        assertTrue(f.imagedTo >= 14, "imagedTo=" + f.imagedTo);
    }

    /** Timers run when nothing else is left to do. */
    @Test
    void shouldImageByItselfAfterATime() {
        f.context.imageAfterMs(1_000);
        f.start();
        commit(3);
        f.world.runAll();
        assertEquals(4, f.imagedTo);
        commit(2);
        f.world.runAll();
        assertEquals(6, f.imagedTo);
    }

    @Test
    void shouldImageWhatWasReplayedAfterATime() {
        f.context.imageAfterMs(1_000);
        f.start();
        commit(3);
        f.restart();
        f.world.runAll();
        assertTrue(f.imagedTo >= 4, "imagedTo=" + f.imagedTo);
    }

    @Test
    void shouldImageOnlyChangedChunks() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        f.stream.add(2, 7);
        sent++;
        f.sendAndRun(f.stream.batch(1, sent, sent));
        f.owner.requestImages();
        f.world.runAll();

        final Manifest manifest = ManifestCodec.decode(f.snapshots.readManifest(PARTITION));
        assertEquals(12, manifest.tip().sequence());
        assertArrayEquals(new long[] {11, 11, 12, 11}, manifest.chunkSequences());
        f.restart();
        assertRecovered(f.imagesOfPureReplay());
    }

    @Test
    void shouldRecoverFromARoundThatNeverEnded() {
        for (int writes = 0; writes <= CHUNKS; writes++) {
            final OwnerImagesTest g = new OwnerImagesTest();
            g.f.start();
            g.commit(10);
            g.f.owner.requestImages();
            g.f.world.runAll();
            g.commit(7);
            g.f.owner.requestImages();
            for (int i = 0; i < writes; i++) {
                assertTrue(g.f.world.runImage());
                g.commitWithoutImages(3);
            }
            assertEquals(
                    11,
                    ManifestCodec.decode(g.f.snapshots.readManifest(PARTITION))
                            .tip()
                            .sequence());
            g.f.world.dropImages();

            g.f.restart();
            g.assertRecovered(g.f.imagesOfPureReplay());
        }
    }

    @Test
    void shouldRecoverWithChunksOfTheFirstRoundAndNoManifest() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runImage();
        f.world.runImage();
        f.world.dropImages();
        assertNotNull(f.snapshots.readChunk(PARTITION, 1));
        assertNull(f.snapshots.readManifest(PARTITION));

        f.restart();
        assertRecovered(f.imagesOfPureReplay());
    }

    /** Whoever began that round may have died over a put of it, and some copy lack it. */
    @Test
    void shouldWriteImagesAgainOfARoundThatNeverEnded() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        commit(8);
        f.owner.requestImages();
        assertTrue(f.world.runImage());
        f.world.dropImages();
        final byte[] written = f.snapshots.readChunk(PARTITION, 0);

        f.restart();
        f.owner.requestImages();
        f.world.runAll();
        assertArrayEquals(body(written), body(f.snapshots.readChunk(PARTITION, 0)));
        assertFalse(Arrays.equals(written, f.snapshots.readChunk(PARTITION, 0)), "not written since");
        final Manifest manifest = ManifestCodec.decode(f.snapshots.readManifest(PARTITION));
        assertEquals(manifest.tip().sequence(), manifest.chunkSequences()[0]);
    }

    @Test
    void shouldHealAChunkThatIsOlderThanTheManifestSays() {
        final byte[] old = chunkOfTheRoundBefore();
        commit(3);
        f.snapshots.writeChunk(PARTITION, 1, old);

        f.restart();
        assertRecovered(f.imagesOfPureReplay());
    }

    /** After two rounds of images, both of which wrote it: as the first one did. */
    private byte[] chunkOfTheRoundBefore() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        final byte[] old = f.snapshots.readChunk(PARTITION, 1);
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        return old;
    }

    /** A put of a former owner came late: what the manifest says of that chunk is not true, and must become so. */
    @Test
    void shouldWriteAChunkAgainThatIsOlderThanTheManifestSays() {
        final byte[] old = chunkOfTheRoundBefore();
        f.snapshots.writeChunk(PARTITION, 1, old);

        f.restart();
        f.owner.requestImages();
        f.world.runAll();
        assertArrayEquals(body(f.imagesOfPureReplay().get(1)), body(f.snapshots.readChunk(PARTITION, 1)));
    }

    @Test
    void shouldStopWhereImagesAreNotOfTheJournal() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        f.journal.forget();
        f.owner.close();
        f.owner.open();
        f.world.runAll();
        assertEquals(OwnerState.BROKEN, f.owner.state());
        assertTrue(f.alarms.get(0).contains("images are not of this journal"), f.alarms.toString());
    }

    @Test
    void shouldKeepSessionsAndNumbersOfStreamsInTheManifest() {
        f.start();
        commit(10);
        f.owner.requestImages();
        f.world.runAll();
        f.restart();

        assertEquals(Outcome.FENCED, f.sendAndRun(f.stream.batch(0, 1, 5)).outcome());
        assertArrayEquals(
                f.stream.codes(3, 8), f.sendAndRun(f.stream.batch(1, 3, 8)).codes());
        assertEquals(Outcome.GAP, gapped().outcome());
    }

    private PartitionReply gapped() {
        f.stream.add(1, 1).add(1, 1);
        return f.sendAndRun(f.stream.batch(1, sent + 2, sent + 2));
    }

    private void assertRecovered(final List<byte[]> expected) {
        final List<byte[]> recovered = f.imagesOf(f.owner);
        assertEquals(expected.size(), recovered.size());
        for (int chunk = 0; chunk < recovered.size(); chunk++) {
            assertArrayEquals(body(expected.get(chunk)), body(recovered.get(chunk)), "chunk=" + chunk);
        }
    }

    /** A toy image without its sequence. */
    private static byte[] body(final byte[] image) {
        return Arrays.copyOfRange(image, Long.BYTES, image.length);
    }

    private int next() {
        f.stream.add(1, 5);
        sent++;
        return sent;
    }

    private void commit(final int entries) {
        for (int i = 0; i < entries; i++) {
            f.stream.add(sent % 13, sent);
            sent++;
            assertEquals(
                    Outcome.COMMITTED,
                    f.sendAndRun(f.stream.batch(1, sent, sent)).outcome());
        }
    }

    private void commitWithoutImages(final int entries) {
        for (int i = 0; i < entries; i++) {
            f.stream.add(sent % 13, sent);
            sent++;
            f.send(f.stream.batch(1, sent, sent));
            f.world.runMessages();
            assertTrue(f.world.runAppend());
            f.world.runReads();
            assertEquals(Outcome.COMMITTED, f.reply().outcome());
        }
    }
}
