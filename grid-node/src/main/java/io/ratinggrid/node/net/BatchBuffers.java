package io.ratinggrid.node.net;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/**
 * Arrays for the commands of batches, used again: a batch lives until it is committed, longer than a young collection, so that each would be copied
 * by two or three. Any thread.
 */
public final class BatchBuffers {
    /** 256 bytes; what fits into half of it is not worth the while. */
    private static final int SMALLEST_BITS = 8;
    /** 256 KiB, longer than a batch may be. */
    private static final int LARGEST_BITS = 18;
    /** Of one length: as many as partitions usually are, each with a batch on the way. All lengths together are 128 MiB then. */
    private static final int MOST_KEPT = 256;

    private final List<ManyToManyConcurrentArrayQueue<byte[]>> kept = IntStream.rangeClosed(SMALLEST_BITS, LARGEST_BITS)
            .mapToObj(bits -> new ManyToManyConcurrentArrayQueue<byte[]>(MOST_KEPT))
            .toList();

    /** One with room for so many bytes, with whatever in it. */
    byte[] take(final int length) {
        final int bits = bits(length);
        if (length <= 1 << SMALLEST_BITS - 1 || bits > LARGEST_BITS) {
            return new byte[length];
        }
        final byte[] used = kept.get(bits - SMALLEST_BITS).poll();
        return used == null ? new byte[1 << bits] : used;
    }

    /** Gives one back when it is run, the first time; nobody reads it any more. */
    Runnable giveBack(final byte[] buffer) {
        final AtomicReference<byte[]> held = new AtomicReference<>(buffer);
        return () -> {
            final byte[] free = held.getAndSet(null);
            if (free != null) {
                give(free);
            }
        };
    }

    private void give(final byte[] buffer) {
        final int bits = bits(buffer.length);
        if (buffer.length == 1 << bits && bits >= SMALLEST_BITS && bits <= LARGEST_BITS) {
            kept.get(bits - SMALLEST_BITS).offer(buffer);
        }
    }

    /** Of the least power of two that is not less. */
    private static int bits(final int length) {
        return Math.max(SMALLEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
    }
}
