package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** Who holds a lease, by what others said to which question. */
final class LeaseTest {
    private static final long HOUR_MS = 3_600_000;
    private static final Set<String> ALL = Set.of("a", "b", "c", "d", "e");

    private final Lease lease = new Lease(HOUR_MS);

    @Test
    void shouldHoldNoneUntilEnoughOthersHaveSaidTheSame() {
        final UUID first = UUID.randomUUID();
        assertFalse(lease.isHeld());
        final long round = lease.ask(ALL, 2);
        lease.heard(first, round, ALL);
        lease.heard(first, round, ALL);
        assertFalse(lease.isHeld());
        lease.heard(UUID.randomUUID(), round, Set.of("a", "b", "c", "d"));
        assertFalse(lease.isHeld());
        lease.heard(UUID.randomUUID(), round, ALL);
        assertTrue(lease.isHeld());
    }

    @Test
    void shouldTakeNoAnswerForThatToALaterQuestion() {
        final long round = lease.ask(ALL, 1);
        lease.ask(ALL, 1);
        lease.heard(UUID.randomUUID(), round, ALL);
        assertFalse(lease.isHeld());
    }

    @Test
    void shouldHoldItAlone() {
        lease.ask(Set.of("a"), 0);
        assertTrue(lease.isHeld());
    }

    @Test
    void shouldLoseItAfterAQuarterOfTheTimeout() throws InterruptedException {
        final Lease passing = new Lease(40);
        passing.heard(UUID.randomUUID(), passing.ask(ALL, 1), ALL);
        Thread.sleep(20);
        assertFalse(passing.isHeld());
    }
}
