package io.ratinggrid.perf.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.EventQueueConformance;
import io.ratinggrid.ingest.queue.QueueFailedException;
import org.junit.jupiter.api.Test;

/** The simulated queue does what the real one does, and fails as that may. */
final class SimQueueTest extends EventQueueConformance {
    private static final byte[] RECORD = {1};

    @Override
    protected EventQueue open(final Durability durability) {
        return new SimQueue(durability);
    }

    @Override
    protected EventQueue reopen(final EventQueue open) {
        ((SimQueue) open).open();
        return open;
    }

    @Test
    void shouldLoseWhatWasNotForcedAtACut() {
        final SimQueue queue = new SimQueue(Durability.POWER);
        queue.append(RECORD, 0, 1);
        queue.force(0);
        queue.append(RECORD, 0, 1);
        queue.cut();
        queue.open();
        assertEquals(0, queue.lastIndex());
    }

    @Test
    void shouldForceNothingOnceTheDeviceRefuses() {
        final SimQueue queue = new SimQueue(Durability.POWER);
        queue.append(RECORD, 0, 1);
        queue.fail();
        assertThrows(QueueFailedException.class, () -> queue.force(0));
        assertThrows(QueueFailedException.class, () -> queue.append(RECORD, 0, 1));
        queue.cut();
        assertEquals(EventQueue.NONE, queue.lastIndex());
    }
}
