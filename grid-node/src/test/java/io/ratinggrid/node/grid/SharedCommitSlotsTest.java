package io.ratinggrid.node.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.seam.CommitSlots;
import org.junit.jupiter.api.Test;

/** In what order those who wait for a slot get it. */
final class SharedCommitSlotsTest {
    private final List<String> granted = new ArrayList<>();
    private CommitSlots slots = slots(1);

    private static CommitSlots slots(final int slots) {
        return new SharedCommitSlots(slots).on(ShellThreadsTest.AT_ONCE);
    }

    private void request(final String name) {
        slots.request(() -> granted.add(name));
    }

    private void requestFirst(final String name) {
        slots.requestFirst(() -> granted.add(name));
    }

    /** What is granted then. */
    private List<String> release(final int times) {
        granted.clear();
        for (int i = 0; i < times; i++) {
            slots.release();
        }
        return List.copyOf(granted);
    }

    private List<String> releaseFirst(final int times) {
        granted.clear();
        for (int i = 0; i < times; i++) {
            slots.releaseFirst();
        }
        return List.copyOf(granted);
    }

    @Test
    void shouldGrantAFreeSlotAtOnce() {
        request("a");
        assertEquals(List.of("a"), granted);
        requestFirst("b");
        assertEquals(List.of("a"), granted);

        assertEquals(List.of("b"), release(1));
        assertEquals(List.of(), releaseFirst(1));
        request("c");
        assertEquals(List.of("c"), granted);
    }

    @Test
    void shouldGrantFifteenOfTheFirstForOneOfTheOthers() {
        request("");
        request("w1");
        request("w2");
        for (int i = 1; i <= 31; i++) {
            requestFirst("f" + i);
        }

        assertEquals(List.of("f1"), release(1));
        final List<String> next = releaseFirst(15);
        assertEquals("f2", next.get(0));
        assertEquals(List.of("f15", "w1"), next.subList(13, 15));
        assertEquals(List.of("f16"), release(1));
        assertEquals(List.of("f30", "w2"), releaseFirst(15).subList(13, 15));
        assertEquals(List.of("f31"), release(1), "no other waits any more");
    }

    @Test
    void shouldNotMakeTheFirstWaitForNobody() {
        requestFirst("");
        for (int i = 1; i <= 5; i++) {
            requestFirst("f" + i);
        }

        assertEquals(List.of("f1", "f2", "f3", "f4", "f5"), releaseFirst(5));
    }

    @Test
    void shouldCountAnewSinceOneOfTheOthersGotASlot() {
        slots = slots(8);
        requestFirst("f1");
        requestFirst("f2");
        request("w1");
        for (int i = 3; i <= 18; i++) {
            requestFirst("f" + i);
        }
        request("w2");
        assertEquals(List.of("f1", "f2", "w1", "f3", "f4", "f5", "f6", "f7"), granted);

        final List<String> next = releaseFirst(11);
        assertEquals(List.of("f8", "f9"), next.subList(0, 2));
        assertEquals(List.of("f17", "w2"), next.subList(9, 11), "fifteen since w1");
    }

    @Test
    void shouldGiveTheOthersAllSlotsWhenNoneComeFirst() {
        slots = slots(8);
        for (int i = 1; i <= 9; i++) {
            request("w" + i);
        }
        assertEquals(8, granted.size());
    }

    @Test
    void shouldGiveTheOthersAQuarterAtOnceWhileSomeComeFirst() {
        slots = slots(8);
        requestFirst("f");
        releaseFirst(1);
        for (int i = 1; i <= 100; i++) {
            request("w" + i);
        }
        assertEquals(List.of("w1", "w2"), granted);

        requestFirst("f");
        assertEquals(List.of("w1", "w2", "f"), granted, "there is room for those that come first");
        assertEquals(List.of(), releaseFirst(1), "their slots are not for the others");
        assertEquals(List.of("w3"), release(1), "one for one");

        assertEquals(62, release(62).size(), "until they have given back as many as are kept back");
        assertEquals(7, release(1).size(), "then they have all");
    }
}
