package io.ratinggrid.node.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Arrays for the commands of batches, used again: a batch lives until it is committed, longer than a young collection, so that each would be copied
 * by two or three. The one that was given back last comes first: what it was is still in the caches of the cores. Any thread.
 */
public final class BatchBuffers {
    /** 256 bytes; what fits into half of it is not worth the while. */
    private static final int SMALLEST_BITS = 8;
    /** 256 KiB, longer than a batch may be. */
    private static final int LARGEST_BITS = 18;
    /** Of one length: as many as partitions usually are, each with a batch on the way. All lengths together are 128 MiB then. */
    private static final int MOST_KEPT = 256;

    /** By bits of the length. */
    private final List<Deque<byte[]>> kept = Stream.<Deque<byte[]>>generate(ArrayDeque::new)
            .limit(LARGEST_BITS + 1)
            .toList();

    /** One with room for so many bytes, with whatever in it. */
    byte[] take(final int length) {
        final int bits = bits(length);
        if (length <= 1 << SMALLEST_BITS - 1 || bits > LARGEST_BITS) {
            return new byte[length];
        }
        final byte[] used = poll(kept.get(bits));
        return used == null ? new byte[1 << bits] : used;
    }

    private static byte[] poll(final Deque<byte[]> free) {
        synchronized (free) {
            return free.poll();
        }
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
        if (buffer.length == 1 << bits && bits <= LARGEST_BITS) {
            push(kept.get(bits), buffer);
        }
    }

    private static void push(final Deque<byte[]> free, final byte[] buffer) {
        synchronized (free) {
            if (free.size() < MOST_KEPT) {
                free.push(buffer);
            }
        }
    }

    /** Of the least power of two that is not less. */
    private static int bits(final int length) {
        return Math.max(SMALLEST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
    }
}
