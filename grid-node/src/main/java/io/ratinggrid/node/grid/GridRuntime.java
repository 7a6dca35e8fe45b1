package io.ratinggrid.node.grid;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;

/** What a grid runs on: the threads of its process, or the steps of a simulator. */
public interface GridRuntime {
    /** A rating thread that is not started yet; {@code onFailure} hears what stopped it. */
    OwnerThread rating(String name, Consumer<Throwable> onFailure);

    /** For reads of journal and images, as an owner on that thread sees them. */
    Offload reads(Scheduler thread);

    /** For writes of images, as an owner on that thread sees them. */
    Offload images(Scheduler thread);

    /** Makes the ids of one owner's batches, which no other owner's may be. */
    RandomGenerator random();

    /** Drops the calls that wait, and waits for those under way, so long at most for each kind. */
    void stop(long timeoutMs);
}
