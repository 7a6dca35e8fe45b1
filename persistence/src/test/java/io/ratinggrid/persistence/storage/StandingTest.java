package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandingTest {
    private static final Set<String> ABC = Set.of("a", "b", "c");

    @Test
    void shouldComeBackFromItsFile(@TempDir final Path directory) {
        final Path file = directory.resolve("standing");
        final Standing written = new Standing(ABC, Map.of(3, Set.of("a", "b"), 7, Set.of()), true);
        StandingFile.open(file).write(written);

        assertEquals(written, StandingFile.open(file).now());
        assertEquals(Standing.NONE, StandingFile.open(directory.resolve("none")).now());
    }

    @Test
    void shouldLeaveBehindWhomALaterMajorityWentOnWithout() {
        assertEquals(Set.of(), behind(Map.of("a", of("a", "b", "c"), "b", of("a", "b", "c"))));
        assertEquals(Set.of("c"), behind(Map.of("a", of("a", "b"), "c", of("a", "b", "c"))));
        assertEquals(Set.of("c"), behind(Map.of("a", of("a", "b"), "b", of("a", "b"), "c", of("a", "b", "c"))));
    }

    /** First {a, b} went on without c, then {b, c} without a: b was in both and knows which was last. */
    @Test
    void shouldBelieveTheOneThatWasInBothMajorities() {
        assertEquals(Set.of("a"), behind(Map.of("a", of("a", "b"), "b", of("b", "c"), "c", of("b", "c"))));
    }

    /** A copy that was made before standings were kept is thought to know nothing. */
    @Test
    void shouldLeaveBehindDataWithoutAStanding() {
        assertEquals(Set.of("c"), behind(Map.of("a", of("a", "b"), "c", Standing.NONE)));
    }

    /** Of b's partitions one has no other copy, as a says, which went on without b. What one says who is left behind is old. */
    @Test
    void shouldNotLeaveBehindWhomALostPartitionNeeds() {
        final Standing needsB = new Standing(Set.of("a", "v"), Map.of(3, Set.of("b")), false);
        assertEquals(Set.of(), behind(Map.of("a", needsB, "b", of("a", "b", "v"))));
        assertEquals(Set.of("a"), behind(Map.of("a", needsB, "b", of("b", "v"), "v", of("b", "v"))));
        assertEquals(
                Set.of("b", "c"),
                behind(Map.of(
                        "a", of("a", "v"), "b", of("a", "b", "v"), "c", new Standing(ABC, needsB.lost(), false))));
    }

    @Test
    void shouldBeginWithAllOrWithTheLastMajority() {
        final Standing ab = of("a", "b");
        assertTrue(isWhole(ABC, Map.of(), ABC));
        assertTrue(isWhole(Set.of("a", "b"), Map.of("a", ab, "b", ab), ABC));
        assertFalse(isWhole(Set.of("a", "c"), Map.of("a", ab, "c", of("a", "b", "c")), ABC));
        assertFalse(isWhole(Set.of("a", "b"), Map.of("a", of("a", "b", "c"), "b", of("a", "b", "c")), ABC));
        assertFalse(isWhole(Set.of("a", "b"), Map.of("a", ab, "b", of("b", "c")), ABC));
    }

    @Test
    void shouldTrustACleanStopWhereNothingCanBeCommittedOnOneCopyAlone() {
        assertTrue(of("a").stopped().isTrusted(1));
        assertFalse(of("a").stopped().isTrusted(2));
        assertFalse(of("a").isTrusted(1));
    }

    private static Set<String> behind(final Map<String, Standing> standings) {
        return new Standings(standings).behind(1);
    }

    private static boolean isWhole(
            final Set<String> present, final Map<String, Standing> standings, final Set<String> agreed) {
        return new Standings(standings).isWhole(present, agreed);
    }

    private static Standing of(final String... members) {
        return new Standing(Set.of(members), Map.of(), false);
    }
}
