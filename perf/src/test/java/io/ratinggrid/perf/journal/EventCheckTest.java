package io.ratinggrid.perf.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What several threads have seen together; records one by one are in the tests of who shows them. */
final class EventCheckTest {
    @Test
    void shouldFindWhatTwoThreadsHaveSeenAndWhatNoneHas() {
        final Problems problems = new Problems();
        final BitSet all = EventCheck.together(List.of(of(0, 1, 4), of(1, 2)), 6, problems);
        assertEquals(of(0, 1, 2, 4), all);
        assertEquals(List.of("lost: event=3", "lost: event=5", "twice: event=1"), problems.texts());
    }

    private static BitSet of(final int... events) {
        final BitSet seen = new BitSet();
        for (final int event : events) {
            seen.set(event);
        }
        return seen;
    }
}
