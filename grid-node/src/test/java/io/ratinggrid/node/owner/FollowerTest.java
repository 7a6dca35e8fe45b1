package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.CHUNKS;
import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.Test;

/** A partition that follows the copy of its journal: what it opens with, and when it does not believe what it has followed. */
final class FollowerTest {
    private static final byte[] NO_IMAGE = {9, 9};

    private final OwnerFixture f = new OwnerFixture();
    private PartitionOwner follower;
    private int sent;

    private void begin(final int entries) {
        f.start();
        commit(entries);
        follower = f.owner();
    }

    private void commit(final int entries) {
        for (int i = 0; i < entries; i++) {
            f.stream.add(sent % 13, sent);
            sent++;
            f.send(f.stream.batch(1, sent, sent));
            f.world.runReady();
            assertEquals(Outcome.COMMITTED, f.reply().outcome());
        }
    }

    private void follow() {
        follower.follow();
        f.world.runReady();
        assertEquals(OwnerState.FOLLOWING, follower.state());
    }

    /** Whoever follows is never without a timer. */
    private void look() {
        assertTrue(f.world.runTimer());
        f.world.runReady();
    }

    private void die() {
        f.owner.close();
        f.owner = follower;
        f.owner.open();
        f.world.runReady();
        assertEquals(OwnerState.OPEN, f.owner.state(), () -> f.alarms.toString());
    }

    private void breakImages() {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            f.snapshots.writeChunk(PARTITION, chunk, NO_IMAGE);
        }
    }

    private void assertOpenAsTheJournalSays() {
        final List<byte[]> expected = f.imagesOfPureReplay();
        final List<byte[]> live = f.imagesOf(f.owner);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            assertArrayEquals(expected.get(chunk), live.get(chunk), "chunk=" + chunk);
        }
    }

    @Test
    void shouldOpenWithWhatItFollowed() {
        begin(10);
        f.owner.requestImages();
        f.world.runReady();
        commit(3);
        follow();
        commit(5);
        look();
        commit(2);
        breakImages();

        f.counts.clear();
        die();

        assertOpenAsTheJournalSays();
        assertTrue(f.counts.containsKey(OwnerMove.FOLLOWING_OPEN_ASKED));
        assertTrue(f.alarms.isEmpty(), () -> f.alarms.toString());
        commit(3);
        assertEquals(sent + 2, f.owner.sequence());
    }

    @Test
    void shouldAnswerNothingWhileItFollows() {
        begin(3);
        follow();

        follower.receive(f.stream.add(1, 1).batch(1, sent + 1, sent + 1), f.replies::add);
        follower.submit(ToyStream.usage(1, 1, 0), f.answers::add);

        assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        assertEquals(Answer.Outcome.NOT_OWNER, f.answers.get(0).outcome());
        assertEquals(0, follower.sequence());
    }

    /** Its copy held an entry that was not to be: another's stands there now. */
    @Test
    void shouldLoadImagesWhenTheJournalIsNotWhatItFollowed() {
        begin(5);
        follow();
        f.owner.close();
        f.memory.remove(PARTITION, 6, 6);
        f.owner = f.owner();
        f.owner.open();
        f.world.runReady();
        assertEquals(6, f.owner.sequence());

        die();

        assertTrue(f.alarms.toString().contains("it is not of this journal"), f.alarms::toString);
        assertOpenAsTheJournalSays();
    }

    @Test
    void shouldLoadImagesWhenItHasNotLoadedThemYet() {
        begin(5);
        follower.follow();

        die();

        assertOpenAsTheJournalSays();
    }

    @Test
    void shouldFollowAnewBehindWhatItCannotUnderstand() {
        begin(5);
        follow();
        f.journal.damageCopies(1);
        commit(2);
        look();
        assertEquals(1, f.alarms.size(), f.alarms::toString);
        assertEquals(OwnerState.FOLLOWING, follower.state());

        f.world.clock.advance(f.context.followAgainMs());
        look();
        breakImages();
        die();

        assertOpenAsTheJournalSays();
    }

    @Test
    void shouldLoadImagesWhenItCouldNotUnderstandAnEntry() {
        begin(5);
        follow();
        f.journal.damageCopies(1);
        commit(2);
        look();

        die();

        assertOpenAsTheJournalSays();
    }

    /** What the one before has written since needs not be written again. */
    @Test
    void shouldTakeChunksForWrittenThatAreWritten() {
        begin(20);
        follow();
        f.owner.requestImages();
        f.world.runReady();
        die();

        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            final int of = chunk;
            f.owner.peek(logic -> logic.isDirty(of), answer -> assertFalse(answer.value(), "chunk=" + of));
        }
        commit(1);
        f.owner.peek(logic -> logic.isDirty((sent - 1) % 13 % CHUNKS), answer -> assertTrue(answer.value()));
    }

    /** What is wrong may be what was followed alone: it is made anew, and only then broken. */
    @Test
    void shouldLoadImagesWhenItCannotGoOnWithWhatItFollowed() {
        begin(5);
        follow();
        commit(2);
        f.journal.damageReads(2);

        die();

        assertTrue(f.alarms.toString().contains("what was followed is given up"), f.alarms::toString);
        assertOpenAsTheJournalSays();
    }

    @Test
    void shouldFollowAnewWhenWhatItWantsNextIsGone() {
        f.context.keepEntries(3).keepMs(0);
        begin(3);
        follow();
        for (int round = 0; round < 4; round++) {
            commit(10);
            f.owner.requestImages();
            f.world.runReady();
        }
        for (int ms = 0; ms <= f.context.followAgainMs() + f.context.followMs(); ms += f.context.followMs()) {
            look();
        }
        assertEquals(1, f.alarms.size(), f.alarms::toString);
        assertTrue(
                f.alarms.get(0).contains("an entry that was not followed yet is gone: sequence=5"), f.alarms::toString);

        f.world.clock.advance(f.context.followAgainMs());
        look();
        breakImages();
        die();

        assertEquals(1, f.alarms.size(), f.alarms::toString);
    }

    @Test
    void shouldEndWhenAsked() {
        begin(3);
        follow();
        follower.unfollow();

        assertEquals(OwnerState.CLOSED, follower.state());
        f.world.runAll();
        follower.unfollow();
        assertEquals(OwnerState.CLOSED, follower.state());
    }
}
