package io.ratinggrid.perf.rig;

import java.nio.file.Path;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.perf.workload.Skew;

/** Settings of runs that are over in seconds: 100 accounts, 8 partitions, one node. */
public final class SmallRun {
    private SmallRun() {}

    public static RigSettings in(final Path directory, final int events, final int warmUp, final long seed) {
        return new RigSettings(
                directory,
                100,
                events,
                warmUp,
                1_000,
                8,
                1,
                0,
                256,
                SenderSettings.BATCHES_PER_SECOND,
                Skew.NONE,
                Durability.PROCESS,
                RigSettings.WINDOW_DAYS,
                1_024,
                seed,
                GeneratorPlace.HERE);
    }
}
