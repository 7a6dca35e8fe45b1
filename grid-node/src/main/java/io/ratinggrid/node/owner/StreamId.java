package io.ratinggrid.node.owner;

/** The random id of a stream; ordered by its bits, so that tables of streams are written in one order. */
record StreamId(long high, long low) implements Comparable<StreamId> {

    @Override
    public int compareTo(final StreamId other) {
        final int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
