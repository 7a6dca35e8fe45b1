package io.ratinggrid.node.server;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;

/** Counts what owners do; see OPERATIONS for each name. Called on rating threads. */
final class NodeMetrics implements OwnerListener {
    private final MeterRegistry registry;
    private final Counter commands;
    private final DistributionSummary entryCommands;
    private final DistributionSummary entryBytes;
    private final Counter images;
    private final MoveCounters moves;
    private final Counter alarms;

    NodeMetrics(final MeterRegistry registry) {
        this.registry = registry;
        commands = registry.counter("ratinggrid.commands.committed");
        entryCommands = DistributionSummary.builder("ratinggrid.entry.commands").register(registry);
        entryBytes = DistributionSummary.builder("ratinggrid.entry.size")
                .baseUnit("bytes")
                .register(registry);
        images = registry.counter("ratinggrid.images.rounds");
        moves = new MoveCounters(registry);
        alarms = registry.counter("ratinggrid.alarms");
    }

    /** How many partitions take streams. */
    void open(final Supplier<Number> count) {
        Gauge.builder("ratinggrid.partitions.open", count).register(registry);
    }

    @Override
    public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
        moves.moved(from, to);
    }

    @Override
    public void committed(final int partition, final long sequence, final int count, final int bytes) {
        commands.increment(count);
        entryCommands.record(count);
        entryBytes.record(bytes);
    }

    @Override
    public void imaged(final int partition, final long sequence) {
        images.increment();
    }

    @Override
    public void alarm(final int partition, final String what) {
        alarms.increment();
    }
}
