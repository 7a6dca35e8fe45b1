package io.ratinggrid.perf.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;

import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.scenario.BulkRun;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final Findings found = new Findings();

    @Test
    void shouldTellTheGeneratorOfABulkApart() {
        new BulkPart("3 nodes", UnaryOperator.identity()).tell(new BulkRun(9, 2.5, 1_000, 1, 2, true, null), found);
        assertFound("3 nodes: CPU us an event", 9);
        assertFound("3 nodes: generator, apart, CPU us an event", 2.5);
    }

    @Test
    void shouldTellTheGeneratorOfASoakApart() {
        final Figures seen = new Figures()
                .put("cpuNs", 1_000_000)
                .put("node cpuNs", 3_000_000)
                .put("generator cpuNs", 500_000)
                .put("latency max", 7_000_000)
                .put("written bytes", 0)
                .put("planned wallNs", 1)
                .put("sent wallNs", 1);
        SoakPart.tell(seen, new Pace(50, 2, Arrival.CONST), found);
        assertFound("soak: CPU us an event", 40);
        assertFound("soak: generator, apart, CPU us an event", 5);
    }

    @Test
    void shouldTellTheCpuOfWhatAsksApart() {
        final Figures one = new Figures()
                .put("cpuNs", 300_000)
                .put("latency p50", 1_000_000)
                .put("latency p99", 2_000_000);
        ChargePart.asked("charge at that rate", one, 100, found);
        assertFound("charge at that rate: p99 ms", 2);
        assertFound("charge at that rate: generator, apart, CPU us a request", 3);
    }

    private void assertFound(final String name, final double value) {
        assertEquals(value, found.values().get(name), found.values()::toString);
    }
}
