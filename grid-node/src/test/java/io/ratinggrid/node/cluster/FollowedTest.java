package io.ratinggrid.node.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Which partitions a node follows, and from when on. */
final class FollowedTest {
    private static final long AFTER_NS = 100;

    private final List<String> said = new ArrayList<>();

    private Followed followed(final long afterNs) {
        return new Followed(8, afterNs, p -> said.add("follow " + p), p -> said.add("unfollow " + p));
    }

    private static BitSet copies(final int... partitions) {
        final BitSet copies = new BitSet();
        for (final int partition : partitions) {
            copies.set(partition);
        }
        return copies;
    }

    @Test
    void shouldFollowWhatItHasHadACopyOfForAWhile() {
        final Followed followed = followed(AFTER_NS);
        followed.look(copies(1, 3), 1_000);
        followed.look(copies(1, 3, 5), 1_050);
        assertEquals(List.of(), said);

        followed.look(copies(1, 3, 5), 1_100);
        followed.look(copies(1, 3, 5), 1_149);
        assertEquals(List.of("follow 1", "follow 3"), said);
        followed.look(copies(1, 3, 5), 1_150);
        assertEquals(List.of("follow 1", "follow 3", "follow 5"), said);
    }

    @Test
    void shouldEndWithTheCopyAndWaitAnewForTheNext() {
        final Followed followed = followed(AFTER_NS);
        followed.look(copies(2), 0);
        followed.look(copies(2), 100);
        followed.look(copies(), 150);
        followed.look(copies(2), 160);
        followed.look(copies(2), 259);
        assertEquals(List.of("follow 2", "unfollow 2"), said);

        followed.look(copies(2), 260);
        assertEquals(List.of("follow 2", "unfollow 2", "follow 2"), said);
    }

    @Test
    void shouldFollowNothingWhenToldSo() {
        final Followed followed = followed(0);
        followed.look(copies(1), 0);
        followed.look(copies(1), Long.MAX_VALUE);
        assertEquals(List.of(), said);
    }
}
