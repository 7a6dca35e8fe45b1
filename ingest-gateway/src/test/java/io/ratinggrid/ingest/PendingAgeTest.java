package io.ratinggrid.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ratinggrid.ingest.queue.EventQueue;
import org.junit.jupiter.api.Test;

/** The age of the oldest command that is not committed. */
final class PendingAgeTest {
    private final PendingAge age = new PendingAge(1, EventQueue.NONE, 8);

    @Test
    void shouldBeNothingWhileNothingWaits() {
        assertEquals(0, age.oldestMs(5_000));
        age.appended(1, 7, 1_000);
        age.committedThrough(1, 7);
        assertEquals(0, age.oldestMs(5_000));
    }

    @Test
    void shouldBeThatOfTheOldest() {
        age.appended(1, 7, 1_000);
        age.appended(1, 9, 2_000);
        assertEquals(4_000, age.oldestMs(5_000));
        age.committedThrough(1, 8);
        assertEquals(3_000, age.oldestMs(5_000));
    }

    @Test
    void shouldNotMakeAMarkOfEachAppend() {
        for (int i = 0; i < 100; i++) {
            age.appended(1, i, 1_000 + i / 2);
        }
        age.committedThrough(1, 98);
        assertEquals(4_000, age.oldestMs(5_000));
    }

    @Test
    void shouldKeepTheOldestWhenMarksAreThinnedOut() {
        for (int i = 0; i < 1_000; i++) {
            age.appended(1, i, i * 1_000L);
        }
        assertEquals(1_000_000, age.oldestMs(1_000_000));
        age.committedThrough(1, 998);
        final long last = age.oldestMs(1_000_000);
        assertEquals(1, Math.max(1, last / 512_000), "older than half of all: oldestMs=" + last);
    }

    @Test
    void shouldIgnoreAnAppendThatIsCommittedAlready() {
        age.committedThrough(1, 9);
        age.appended(1, 8, 1_000);
        assertEquals(0, age.oldestMs(5_000));
    }

    @Test
    void shouldGoOnInTheQueueThatTakesOver() {
        age.appended(1, 7, 1_000);
        age.takenOver(2, 3, 2_000);
        age.appended(1, 8, 2_000);
        age.committedThrough(1, 100);
        assertEquals(4_000, age.oldestMs(5_000));
        age.committedThrough(2, 3);
        assertEquals(0, age.oldestMs(5_000));
    }

    @Test
    void shouldHaveNothingInAnEmptyQueueThatTakesOver() {
        age.appended(1, 7, 1_000);
        age.takenOver(2, EventQueue.NONE, 2_000);
        assertEquals(0, age.oldestMs(5_000));
    }
}
