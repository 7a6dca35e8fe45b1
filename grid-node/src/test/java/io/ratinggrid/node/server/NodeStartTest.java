package io.ratinggrid.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a node's HTTP waits for its partitions. */
final class NodeStartTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "its share is being opened,          256, 255, 4000, 10000, true",
        "its share is open,                  256, 256, 4000, 10000, false",
        "it is open at once,                 256, 256,    0, 10000, false",
        "as long as is asked for,            256,   0, 9999, 10000, true",
        "not longer than is asked for,       256,   0, 10000, 10000, false",
        "not at all if it is asked for,      256,   0,    0,     0, false",
        "its share is not known yet,           0,   0,    0, 10000, true",
        "it has no share,                      0,   0,  300, 10000, false",
    })
    void shouldWaitForPartitionsThatAreBeingOpened(
            final String when,
            final int share,
            final int settled,
            final long waitedMs,
            final long mostMs,
            final boolean waits) {
        assertEquals(
                waits,
                NodeStart.isOpening(share, settled, Duration.ofMillis(waitedMs), Duration.ofMillis(mostMs)),
                when);
    }
}
