package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.journal.JournalStoreContract;
import org.junit.jupiter.api.Test;

/** The simulated journal does what the real one does, and fails as that may. */
final class SimJournalTest extends JournalStoreContract {
    private static final byte[] ENTRY = {1};
    private static final byte[] OTHER = {2};

    private final SteppedStores grid = new SteppedStores(Scale.STANDARD);

    @Override
    protected JournalStore store() {
        return grid.journal(1);
    }

    @Override
    protected int partitions() {
        return Scale.STANDARD.partitions();
    }

    @Test
    void shouldHaveAnEntryOnAllCopies() {
        assertEquals(AppendOutcome.MINE, append(0, ENTRY));
        assertArrayEquals(ENTRY, grid.members.copy(0, 0).entries.get(5L));
        assertArrayEquals(ENTRY, grid.members.copy(1, 0).entries.get(5L));
        assertNull(grid.members.copy(2, 0).entries.get(5L));
    }

    @Test
    void shouldGoOnWithoutANodeThatDied() {
        grid.members.life(0).die();
        grid.pass();
        assertFalse(grid.members.agreed().has(0));
        assertEquals(AppendOutcome.MINE, append(1, ENTRY));
        assertArrayEquals(ENTRY, grid.journal(2).read(0, 5));
    }

    @Test
    void shouldNotKnowOfAnAppendOnTheMinoritySide() {
        cutOff(0);
        assertEquals(AppendOutcome.UNKNOWN, append(0, ENTRY));
        grid.pass();
        assertEquals(AppendOutcome.UNKNOWN, append(0, ENTRY));
        assertThrows(IllegalStateException.class, () -> grid.journal(0).read(0, 5));
        assertEquals(AppendOutcome.MINE, append(1, OTHER));
        assertArrayEquals(OTHER, grid.journal(2).read(0, 5));
    }

    @Test
    void shouldThrowAwayTheCopyOfOneThatTheOthersWentOnWithout() {
        cutOff(0);
        append(0, ENTRY);
        grid.pass();
        assertTrue(grid.members.isOutdated(0));
        grid.members.life(0).die();
        grid.network.heal();
        grid.members.started(0, new Life(grid.time));
        assertEquals(AppendOutcome.MINE, append(1, OTHER));
        grid.pass();
        grid.pass();
        assertTrue(grid.members.isWhole());
        assertArrayEquals(OTHER, grid.members.copy(0, 0).entries.get(5L));
    }

    @Test
    void shouldWriteNothingWithoutAMajority() {
        grid.members.life(1).die();
        grid.members.life(2).die();
        grid.pass();
        assertEquals(AppendOutcome.UNKNOWN, append(0, ENTRY));
        assertNull(grid.members.copy(0, 0).entries.get(5L));
    }

    @Test
    void shouldBeginAnewOnlyWhenAllOfTheLastMajorityAreBack() {
        grid.members.life(0).die();
        grid.pass();
        assertEquals(AppendOutcome.MINE, append(1, ENTRY));
        grid.members.life(1).die();
        grid.members.life(2).die();
        grid.pass();
        restart(0);
        restart(1);
        assertEquals(AppendOutcome.UNKNOWN, append(1, 6, OTHER));
        assertEquals(AppendOutcome.UNKNOWN, append(0, 6, OTHER));
        restart(2);
        assertEquals(AppendOutcome.MINE, append(1, 6, OTHER));
        grid.pass();
        grid.pass();
        assertTrue(grid.members.isWhole());
        assertArrayEquals(ENTRY, grid.members.copy(0, 0).entries.get(5L));
    }

    @Test
    void shouldGoOnWithOneWhoLivedOnAndOneWhoJoins() {
        grid.members.life(0).die();
        grid.pass();
        grid.members.life(1).die();
        grid.pass();
        assertEquals(AppendOutcome.UNKNOWN, append(2, ENTRY));
        restart(0);
        assertEquals(AppendOutcome.MINE, append(2, OTHER));
    }

    @Test
    void shouldRemoveFromItsOwnCopyAloneOnANodeThatIsLeftBehind() {
        grid.journal(1).append(1, 5, ENTRY, (partition, sequence, outcome) -> {});
        grid.network.cut(0, 1, true);
        grid.network.cut(1, 0, true);
        while (grid.members.agreed().has(1)) {
            grid.time.step();
        }
        grid.stores.journal(1, grid.members.life(1)).remove(1, 5, 5);
        assertNull(grid.members.copy(1, 1).entries.get(5L));
        assertArrayEquals(ENTRY, grid.members.copy(2, 1).entries.get(5L));
        assertEquals(1, grid.stores.removed.count(1), "its copy may be the last one");
    }

    @Test
    void shouldKeepForTheJudgeWhatWasRemovedThoughItsKeyWasWrittenToAgain() {
        assertEquals(AppendOutcome.MINE, append(0, ENTRY));
        grid.journal(0).remove(0, 5, 5);
        assertNull(grid.members.copy(1, 0).entries.get(5L));
        assertEquals(AppendOutcome.MINE, append(1, OTHER));
        assertArrayEquals(ENTRY, grid.stores.removed.journal(0, 4).get(5L));
        grid.journal(0).remove(0, 5, 5);
        assertArrayEquals(ENTRY, grid.stores.removed.journal(0, 4).get(5L));
        assertEquals(1, grid.stores.removed.count(0));
    }

    private void restart(final int node) {
        grid.members.started(node, new Life(grid.time));
        grid.pass();
    }

    @Test
    void shouldBringBackAnEntryThatOnlyTheOtherCopyGot() {
        grid.stores.journal(0, grid.members.life(0)).append(0, 5, ENTRY, (partition, sequence, outcome) -> {});
        stopWhenCopied();
        assertNull(grid.members.copy(0, 0).entries.get(5L));
        grid.pass();
        assertArrayEquals(ENTRY, grid.journal(1).read(0, 5));
        assertEquals(AppendOutcome.ANOTHERS, append(1, OTHER));
    }

    /** As a node of Ignite was seen to: what is taken up by the copies of then never comes to one that was being made. */
    @Test
    void shouldMakeACopyWithoutAnEntryWhoseWriterDiedOverIt() {
        dieOverAnEntry();
        assertArrayEquals(ENTRY, grid.journal(1).read(0, 5));
        assertNull(grid.members.copy(2, 0).entries.get(5L));

        assertTrue(grid.journal(1).putAgain(0, 5, ENTRY));
        assertArrayEquals(ENTRY, grid.members.copy(2, 0).entries.get(5L));
    }

    @Test
    void shouldMakeAWholeCopyOnceTheEntryWasPutAgain() {
        grid.stores.journal(0, grid.members.life(0)).append(0, 5, ENTRY, (partition, sequence, outcome) -> {});
        stopWhenCopied();
        while (grid.members.agreed().primary()[0] != 1) {
            grid.time.step();
        }
        assertTrue(grid.journal(1).putAgain(0, 5, ENTRY));
        grid.pass();
        grid.pass();
        assertArrayEquals(ENTRY, grid.members.copy(2, 0).entries.get(5L));
    }

    @Test
    void shouldLetAnotherTakeThePlaceOfAnEntryThatTheFirstCopyLacks() {
        dieOverAnEntry();
        grid.members.movePrimary(0);
        assertEquals(AppendOutcome.MINE, append(2, OTHER));
        assertArrayEquals(OTHER, grid.members.copy(1, 0).entries.get(5L));
        assertArrayEquals(OTHER, grid.members.copy(2, 0).entries.get(5L));
    }

    private void dieOverAnEntry() {
        grid.stores.journal(0, grid.members.life(0)).append(0, 5, ENTRY, (partition, sequence, outcome) -> {});
        stopWhenCopied();
        grid.pass();
        grid.pass();
        assertTrue(grid.members.agreed().owners().get(0).get(2));
    }

    private void stopWhenCopied() {
        while (!grid.stores.isAny(Put.Stage.COPIED)) {
            grid.time.step();
        }
        grid.members.life(0).die();
    }

    @Test
    void shouldResolveUnknownOutcomesNowLaterOrNever() {
        grid.stores.weather.set(1_000, 0, 0);
        final int appends = 60;
        int there = 0;
        for (int sequence = 1; sequence <= appends; sequence++) {
            final List<AppendOutcome> outcomes = new ArrayList<>();
            grid.journal(0).append(0, sequence, ENTRY, (p, s, outcome) -> outcomes.add(outcome));
            assertEquals(List.of(AppendOutcome.UNKNOWN), outcomes);
        }
        grid.pass();
        grid.pass();
        grid.stores.weather.heal();
        for (int sequence = 1; sequence <= appends; sequence++) {
            there += grid.journal(0).read(0, sequence) == null ? 0 : 1;
        }
        assertTrue(there > appends / 3 && there < appends, "there=" + there);
    }

    @Test
    void shouldLoseWhatStandsBehindAHole() {
        append(0, ENTRY);
        grid.stores.stale.hide(0, 5, 2_500_000);
        assertNull(grid.journal(0).read(0, 5));
        assertEquals(AppendOutcome.UNKNOWN, append(0, OTHER));
        final List<AppendOutcome> behind = new ArrayList<>();
        grid.journal(0).append(0, 6, OTHER, (p, s, outcome) -> behind.add(outcome));
        assertEquals(List.of(AppendOutcome.MINE), behind);
        grid.pass();
        assertArrayEquals(ENTRY, grid.journal(0).read(0, 5));
        assertNull(grid.journal(0).read(0, 6));
    }

    private AppendOutcome append(final int node, final byte[] entry) {
        return append(node, 5, entry);
    }

    private AppendOutcome append(final int node, final long sequence, final byte[] entry) {
        final List<AppendOutcome> outcomes = new ArrayList<>();
        grid.journal(node).append(0, sequence, entry, (p, s, outcome) -> outcomes.add(outcome));
        grid.pass();
        assertEquals(1, outcomes.size());
        return outcomes.get(0);
    }

    private void cutOff(final int node) {
        for (int other = 1; other < Scale.STANDARD.nodes(); other++) {
            grid.network.cut(node, other, true);
            grid.network.cut(other, node, true);
        }
    }
}
