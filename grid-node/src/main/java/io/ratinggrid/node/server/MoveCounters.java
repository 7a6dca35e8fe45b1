package io.ratinggrid.node.server;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ratinggrid.node.owner.OwnerMove;
import io.ratinggrid.node.owner.OwnerState;

/**
 * Counts the moves of partitions, edge by edge. Every edge that is drawn is there from the start, so that one that was never
 * gone shows as 0. Any thread.
 */
final class MoveCounters {
    private final MeterRegistry registry;
    private final Map<OwnerMove, Counter> drawn = new EnumMap<>(OwnerMove.class);

    MoveCounters(final MeterRegistry registry) {
        this.registry = registry;
        for (final OwnerMove move : OwnerMove.values()) {
            drawn.put(move, counter(move.from(), move.to()));
        }
    }

    /** One that is not drawn is shown too, from its first time. */
    void moved(final OwnerState from, final OwnerState to) {
        OwnerMove.of(from, to)
                .map(drawn::get)
                .orElseGet(() -> counter(from, to))
                .increment();
    }

    private Counter counter(final OwnerState from, final OwnerState to) {
        return Counter.builder("ratinggrid.partition.moves")
                .description("Moves of partitions on this node from one state to the next")
                .tag("from", from.name())
                .tag("to", to.name())
                .register(registry);
    }
}
