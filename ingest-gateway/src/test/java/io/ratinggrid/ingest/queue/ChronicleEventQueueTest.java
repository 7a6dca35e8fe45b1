package io.ratinggrid.ingest.queue;

import java.nio.file.Path;

import net.openhft.chronicle.queue.RollCycles;
import org.junit.jupiter.api.io.TempDir;

final class ChronicleEventQueueTest extends EventQueueConformance {
    @TempDir
    Path directory;

    private int queues;
    private Durability opened;

    @Override
    protected EventQueue open(final Durability durability) {
        queues++;
        opened = durability;
        return open();
    }

    @Override
    protected EventQueue reopen(final EventQueue open) {
        open.close();
        return open();
    }

    private EventQueue open() {
        return new ChronicleEventQueue(
                directory.resolve("q" + queues), RollCycles.FAST_HOURLY, 1 << 20, opened, System::currentTimeMillis);
    }
}
