package io.ratinggrid.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

/** What a node says is counted where people must know of it. */
final class NodeMetricsTest {
    @Test
    void shouldCountAlarmsAmongMessages() {
        final NodeMetrics metrics = new NodeMetrics(8, Tags.of("site", "north"));
        final List<String> log = new ArrayList<>();
        final Consumer<String> messages = metrics.counted(log::add);

        messages.accept("all partitions of this node have copies again");
        assertEquals(0, alarms(metrics));
        messages.accept("ALARM: partitions=3 of this node have one copy");
        messages.accept("ALARM: partition=7 is broken");

        assertEquals(2, alarms(metrics));
        assertEquals(3, log.size());
    }

    private static double alarms(final NodeMetrics metrics) {
        return metrics.registry()
                .get("ratinggrid.alarms")
                .tag("site", "north")
                .counter()
                .count();
    }
}
