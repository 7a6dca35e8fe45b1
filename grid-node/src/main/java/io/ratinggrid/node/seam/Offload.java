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
}
