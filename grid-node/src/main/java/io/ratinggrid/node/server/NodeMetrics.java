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
    private final Counter opened;
    private final Counter fenced;
    private final Counter broken;
    private final Counter alarms;

    NodeMetrics(final MeterRegistry registry) {
        this.registry = registry;
        commands = registry.counter("ratinggrid.commands.committed");
        entryCommands = DistributionSummary.builder("ratinggrid.entry.commands").register(registry);
        entryBytes = DistributionSummary.builder("ratinggrid.entry.size")
                .baseUnit("bytes")
                .register(registry);
        images = registry.counter("ratinggrid.images.rounds");
        opened = registry.counter("ratinggrid.partitions.opened");
        fenced = registry.counter("ratinggrid.partitions.fenced");
        broken = registry.counter("ratinggrid.partitions.broken");
        alarms = registry.counter("ratinggrid.alarms");
    }

    /** How many partitions take streams. */
    void open(final Supplier<Number> count) {
        Gauge.builder("ratinggrid.partitions.open", count).register(registry);
    }

    @Override
    public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
        switch (to) {
            case OPEN -> opened.increment();
            case FENCED -> fenced.increment();
            case BROKEN -> broken.increment();
            default -> {
                // On the way.
            }
        }
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
