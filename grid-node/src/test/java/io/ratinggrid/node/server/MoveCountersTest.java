package io.ratinggrid.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ratinggrid.node.owner.OwnerMove;
import io.ratinggrid.node.owner.OwnerState;
import org.junit.jupiter.api.Test;

/** Every drawn edge is counted, from the start. */
final class MoveCountersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MoveCounters moves = new MoveCounters(registry);

    @Test
    void shouldShowEveryEdgeBeforeAnythingMoved() {
        assertEquals(OwnerMove.values().length, counts().size());
        assertEquals(0, counts().values().stream().mapToDouble(x -> x).sum());
    }

    @Test
    void shouldCountTheEdgeThatWasGone() {
        moves.moved(OwnerState.CLOSED, OwnerState.LOADING);
        moves.moved(OwnerState.OPEN, OwnerState.FENCED);
        moves.moved(OwnerState.OPEN, OwnerState.FENCED);
        assertEquals(1, counts().get("CLOSED LOADING"));
        assertEquals(2, counts().get("OPEN FENCED"));
        assertEquals(3, counts().values().stream().mapToDouble(x -> x).sum());
    }

    private Map<String, Double> counts() {
        final Map<String, Double> counts = new TreeMap<>();
        registry.find("ratinggrid.partition.moves")
                .counters()
                .forEach(counter -> counts.put(
                        counter.getId().getTag("from") + " " + counter.getId().getTag("to"), counter.count()));
        return counts;
    }
}
