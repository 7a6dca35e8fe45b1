package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import io.ratinggrid.rating.Hash64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateWindowTest {
    private static final int OWNERS = 3;

    /** Against a map of all claims of owners whose windows lie apart; ids come again at random, also after they have left the window. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindWhatWasClaimedInTheWindow(final long seed) {
        final Random random = new Random(seed);
        final int[] oldestDay = new int[OWNERS];
        final DuplicateWindow window = new DuplicateWindow(owner -> oldestDay[owner]);
        final Map<Long, Long> dayOfId = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            final int owner = random.nextInt(OWNERS);
            final long day = 20_000 + i / 5_000 - owner * 3;
            final int oldest = (int) day - 5;
            oldestDay[owner] = oldest;
            final long id = random.nextInt(30_000) * (long) OWNERS + owner;
            final Long claimed = dayOfId.get(id);
            final boolean expected = claimed != null && claimed >= oldest;
            final int found = window.find(group(id), Hash64.mix(id), Hash64.mix(~id), oldest);
            assertEquals(expected, found != DuplicateWindow.NONE, "seed=" + seed + " i=" + i + " id=" + id);
            if (expected) {
                assertEquals(id, window.content(found));
                assertEquals(claimed, window.sequence(found));
            } else {
                window.claim(group(id), owner, Hash64.mix(id), Hash64.mix(~id), id, day, (int) day);
                dayOfId.put(id, day);
            }
        }
        assertTrue(window.size() < 4 * 30_000, "size=" + window.size());
    }

    @Test
    void shouldVisitWhatIsInTheWindowOfItsOwner() {
        final int[] oldestDay = {0, 0, 0, 0};
        final DuplicateWindow window = new DuplicateWindow(owner -> oldestDay[owner]);
        for (int id = 0; id < 40_000; id++) {
            window.claim(group(id), id % 4, Hash64.mix(id), Hash64.mix(~id), id, id, id / 4 % 10);
        }
        oldestDay[1] = 3;
        oldestDay[2] = 10;
        final int[] visited = new int[4];
        window.forEach(0, 1, (owner, high, low, content, tail) -> {
            assertEquals(owner, content % 4);
            assertEquals(content << 16 | content / 4 % 10, tail);
            assertEquals(Hash64.mix(content), high);
            assertEquals(Hash64.mix(~content), low);
            visited[owner]++;
        });
        assertArrayEquals(new int[] {10_000, 7_000, 0, 10_000}, visited);
    }

    /** Too little room that was made grows, and what was claimed before stays. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 40_000, 400_000})
    void shouldFindEachClaimWhateverRoomWasMade(final int expected) {
        final DuplicateWindow window = new DuplicateWindow(owner -> 0);
        for (int id = 0; id < 40_000; id++) {
            if (id == 2_000) {
                for (int group = 0; group < 16; group++) {
                    window.reserve(group, expected / 16);
                }
            }
            window.restore(group(id), id % 9, Hash64.mix(id), Hash64.mix(~id), id, id);
        }
        final long[] owners = new long[9];
        window.forEach(0, 1, (owner, high, low, content, tail) -> {
            assertEquals(content, tail);
            owners[owner] += content % 9 == owner ? 1 : 0;
        });
        assertEquals(40_000, Arrays.stream(owners).sum());
        for (int id = 0; id < 40_000; id++) {
            final int found = window.find(group(id), Hash64.mix(id), Hash64.mix(~id), 0);
            assertEquals(id, window.content(found), "id=" + id);
        }
    }

    /** Many are alike in the upper bits of their ids, and some in the upper half. */
    @Test
    void shouldVisitInAnOrderThatOnlyTheClaimsDecide() {
        final List<Integer> ids =
                new ArrayList<>(IntStream.range(0, 5_000).boxed().toList());
        final List<List<Long>> visits = new ArrayList<>();
        for (final long seed : new long[] {1, 2, 3}) {
            Collections.shuffle(ids, new Random(seed));
            final DuplicateWindow window = new DuplicateWindow(owner -> 0);
            ids.forEach(id -> window.claim(0, 0, (long) (id % 7) << 40 | id % 11, Hash64.mix(id), id, id, 1));
            final List<Long> visited = new ArrayList<>();
            window.forEach(0, 16, (owner, high, low, content, tail) -> visited.add(content));
            visits.add(visited);
        }
        assertEquals(Set.copyOf(ids).size(), Set.copyOf(visits.get(0)).size());
        assertEquals(visits.get(0), visits.get(1));
        assertEquals(visits.get(0), visits.get(2));
    }

    /** Claims are moved up where they are. */
    @Test
    void shouldAllocateNothingInASteadyFlow() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final int[] day = new int[1];
        final DuplicateWindow window = new DuplicateWindow(owner -> day[0] - 1);
        claimDays(window, day, 0, 40);
        final long before = threads.getCurrentThreadAllocatedBytes();
        claimDays(window, day, 40, 50);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    private static int group(final long id) {
        return (int) (Hash64.mix(~id) >>> 56) & 0xf;
    }

    private static void claimDays(final DuplicateWindow window, final int[] day, final int from, final int to) {
        for (long id = from * 100_000L; id < to * 100_000L; id++) {
            day[0] = (int) (id / 100_000);
            window.claim(group(id), 0, Hash64.mix(id), Hash64.mix(~id), id, id, day[0]);
        }
    }
}
