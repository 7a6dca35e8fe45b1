package io.ratinggrid.node.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.ReversedEvent;

/** How to take events back, by their sequence; some hundred bytes of each. One thread. */
final class KeptEvents {
    private static final int BLOCK_BYTES = 1 << 20;

    private final List<ByteSink> blocks = new ArrayList<>();
    private final ByteSource source = new ByteSource();
    /** Block and place in it, plus one; 0: none. */
    private long[] places = new long[1024];

    /** Sequences come in order. */
    void add(final long sequence, final ReversedEvent event) {
        if (blocks.isEmpty() || blocks.get(blocks.size() - 1).length() > BLOCK_BYTES) {
            blocks.add(new ByteSink(2 * BLOCK_BYTES));
        }
        final ByteSink block = blocks.get(blocks.size() - 1);
        final int index = Math.toIntExact(sequence);
        if (index >= places.length) {
            places = Arrays.copyOf(places, Math.max(index + 1, places.length * 2));
        }
        places[index] = (long) (blocks.size() - 1) << Integer.SIZE | block.length() + 1;
        block.putByte(event.answer().number());
        put(block, event.event());
        put(block, event.effects());
    }

    private static void put(final ByteSink block, final byte[] some) {
        block.putVar(some.length);
        block.putBytes(some, 0, some.length);
    }

    /**
     * The event of a sequence.
     *
     * @throws IllegalStateException if there is none
     */
    ReversedEvent get(final long sequence) {
        final long place = sequence < places.length ? places[(int) sequence] : 0;
        if (place == 0) {
            throw new IllegalStateException("sequence=" + sequence + " is that of no event");
        }
        final ByteSink block = blocks.get((int) (place >>> Integer.SIZE));
        final int begin = (int) place - 1;
        source.wrap(block.bytes(), begin, block.length() - begin);
        final ResultCode answer = ResultCode.of(source.getByte());
        return new ReversedEvent(answer, bytes(), "", bytes());
    }

    private byte[] bytes() {
        final byte[] some = new byte[(int) source.getVar()];
        source.getBytes(some, some.length);
        return some;
    }
}
