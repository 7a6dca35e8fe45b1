package io.ratinggrid.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** What a node says is counted where people must know of it. */
final class NodeMetricsTest {
    @Test
    void shouldCountAlarmsAmongMessages() {
        final SimpleMeterRegistry registry = new SimpleMeterRegistry();
        final List<String> log = new ArrayList<>();
        final Consumer<String> messages = new NodeMetrics(registry, 8).counted(log::add);

        messages.accept("all partitions of this node have copies again");
        assertEquals(0, registry.get("ratinggrid.alarms").counter().count());
        messages.accept("ALARM: partitions=3 of this node have one copy");
        messages.accept("ALARM: partition=7 is broken");

        assertEquals(2, registry.get("ratinggrid.alarms").counter().count());
        assertEquals(3, log.size());
    }
}
