package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import io.ratinggrid.rating.Hash64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateWindowTest {
    private static final long DAY_MS = 86_400_000L;

    /** Against a map of all claims; ids come again at random, also after they have left the window. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindWhatWasClaimedInTheWindow(final long seed) {
        final Random random = new Random(seed);
        final DuplicateWindow window = new DuplicateWindow();
        final Map<Long, Long> dayOfId = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            final long day = 20_000 + i / 5_000;
            final long oldest = day - 5;
            final long id = random.nextInt(30_000);
            final Long claimed = dayOfId.get(id);
            final boolean expected = claimed != null && claimed >= oldest;
            final int found = window.find(Hash64.mix(id), Hash64.mix(~id), oldest * DAY_MS);
            assertEquals(expected, found != DuplicateWindow.NONE, "seed=" + seed + " i=" + i + " id=" + id);
            if (expected) {
                assertEquals(id, window.content(found));
                assertEquals(claimed, window.sequence(found));
            } else {
                window.claim(Hash64.mix(id), Hash64.mix(~id), id, day, day * DAY_MS + 7, oldest * DAY_MS);
                dayOfId.put(id, day);
            }
        }
        assertTrue(window.size() < 4 * 30_000, "size=" + window.size());
    }

    @Test
    void shouldRestoreWhatAnImageHolds() {
        final DuplicateWindow window = new DuplicateWindow();
        for (long id = 0; id < 10_000; id++) {
            window.claim(Hash64.mix(id), Hash64.mix(~id), id, id, id % 10 * DAY_MS, 0);
        }
        final DuplicateWindow restored = new DuplicateWindow();
        for (int chunk = 0; chunk < 4; chunk++) {
            for (final long[] claim : window.claims(chunk, 4, 3 * DAY_MS)) {
                restored.restore(claim[0], claim[1], claim[2], claim[3]);
            }
        }
        assertEquals(7_000, restored.size());
        for (int chunk = 0; chunk < 4; chunk++) {
            final List<long[]> claims = restored.claims(chunk, 4, 0);
            final List<long[]> expected = window.claims(chunk, 4, 3 * DAY_MS);
            assertEquals(expected.size(), claims.size());
            for (int i = 0; i < claims.size(); i++) {
                assertEquals(List.of(box(expected.get(i))), List.of(box(claims.get(i))));
            }
        }
    }

    private static Map<String, Long> box(final long[] claim) {
        return Map.of("high", claim[0], "low", claim[1], "content", claim[2], "tail", claim[3]);
    }

    /** Tables that are rebuilt take turns with spare ones. */
    @Test
    void shouldAllocateNothingInASteadyFlow() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final DuplicateWindow window = new DuplicateWindow();
        claimDays(window, 0, 10);
        final long before = threads.getCurrentThreadAllocatedBytes();
        claimDays(window, 10, 20);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    private static void claimDays(final DuplicateWindow window, final int from, final int to) {
        for (long id = from * 100_000L; id < to * 100_000L; id++) {
            final long timeMs = id / 100_000 * DAY_MS;
            window.claim(Hash64.mix(id), Hash64.mix(~id), id, id, timeMs, timeMs - DAY_MS);
        }
    }
}
