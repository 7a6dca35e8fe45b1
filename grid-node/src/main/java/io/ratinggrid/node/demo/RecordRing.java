package io.ratinggrid.node.demo;

import java.util.SplittableRandom;

/** Some of the records made lately, to be sent again. Reused; one thread. */
final class RecordRing {
    private static final int SIZE = 1 << 10;
    /** One record in that many is kept, so that a repeat comes well after its original. */
    private static final int KEPT_OF = 16;

    private final byte[][] records = new byte[SIZE][];
    private final int[] lengths = new int[SIZE];
    private final int[] startEnds = new int[SIZE];
    private int size;
    private int next;
    private int seen;

    boolean isEmpty() {
        return size == 0;
    }

    void offer(final LineBytes line, final int startEnd) {
        if (seen++ % KEPT_OF != 0) {
            return;
        }
        if (records[next] == null || records[next].length < line.length()) {
            records[next] = new byte[line.length()];
        }
        System.arraycopy(line.bytes(), 0, records[next], 0, line.length());
        lengths[next] = line.length();
        startEnds[next] = startEnd;
        next = (next + 1) % SIZE;
        size = Math.min(SIZE, size + 1);
    }

    /** Puts one of them into an empty line; with {@code other} content it began another second of the same minute. */
    void repeat(final LineBytes line, final boolean other, final SplittableRandom random) {
        final int drawn = random.nextInt(size);
        line.clear();
        line.put(records[drawn], lengths[drawn]);
        if (other) {
            final int second = startEnds[drawn] - 1;
            line.bytes()[second] = (byte) (line.bytes()[second] == '9' ? '0' : line.bytes()[second] + 1);
        }
    }
}
