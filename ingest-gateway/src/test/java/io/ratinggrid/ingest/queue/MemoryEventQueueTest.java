package io.ratinggrid.ingest.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class MemoryEventQueueTest extends EventQueueConformance {

    @Override
    protected EventQueue open(final Durability durability) {
        return new MemoryEventQueue(durability);
    }

    @Override
    protected EventQueue reopen(final EventQueue open) {
        return ((MemoryEventQueue) open).afterKill();
    }

    @Test
    void shouldLoseWhatWasNotForcedAtPowerCut() {
        final MemoryEventQueue queue = new MemoryEventQueue(Durability.POWER);
        queue.append(new byte[] {1}, 0, 1);
        queue.force(0);
        queue.append(new byte[] {2}, 0, 1);
        assertEquals(0, queue.afterPowerCut().lastIndex());
    }
}
