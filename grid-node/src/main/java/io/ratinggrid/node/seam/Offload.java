package io.ratinggrid.node.seam;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Carries out calls that block, away from the owner's thread. The seam for reads, and for images. */
public interface Offload {
    /**
     * Makes the call some time; the outcome comes as a message on the owner's thread, once: the value, or the exception
     * that the call threw. Calls of one offload are begun in order.
     */
    <T> void call(Supplier<T> blocking, BiConsumer<T, RuntimeException> outcome);

    /** As {@link #call(Supplier, BiConsumer)}, but those of lower rank come first, and what comes of their outcomes. */
    default <T> void call(final long rank, final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
        call(blocking, outcome);
    }
}
