package io.ratinggrid.perf.simulator;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.StreamHello;

/** One incarnation of a gateway's queue as its disk has it. */
final class SimStream {
    final SimQueue queue = new SimQueue(Durability.POWER);
    private final long high;
    private final long low;
    private final int partitions;
    private int session;
    private StreamPoint point;
    private StreamPoint committed;
    private StreamPoint flushed;

    SimStream(final long high, final long low, final int partitions) {
        this.high = high;
        this.low = low;
        this.partitions = partitions;
        point = StreamPoint.start(partitions);
        committed = point;
        flushed = point;
    }

    /** Of the next process. */
    StreamHello nextSession() {
        session++;
        return hello();
    }

    /** Of the process that has it now. */
    StreamHello hello() {
        return new StreamHello(high, low, session, partitions);
    }

    /** True when all that is in the queue was answered, and that is known to be. */
    boolean isDrained() {
        return committed.index() == queue.lastIndex();
    }

    /** From where numbers are read back. */
    StreamPoint point() {
        return point;
    }

    void keepPoint(final StreamPoint end) {
        queue.force(end.index());
        point = end;
    }

    /** How far answers are kept. */
    StreamPoint committed() {
        return committed;
    }

    /** Answers of a batch are kept. */
    void answered(final PartitionBatch batch) {
        final long[] numbers = committed.numbers().clone();
        final long[] checksums = committed.checksums().clone();
        numbers[batch.partition()] = batch.lastNumber();
        checksums[batch.partition()] = batch.checksumAfter();
        committed = new StreamPoint(committed.index(), numbers, checksums);
    }

    /** All up to an index is committed; files that are not needed any more go. */
    void committedThrough(final long index) {
        committed = new StreamPoint(index, committed.numbers(), committed.checksums());
        if (index != EventQueue.NONE) {
            queue.retireThrough(Math.min(Math.min(index, flushed.index()), point.index()) - 1);
        }
    }

    /** What was kept so far is on the disk. */
    void flush() {
        flushed = committed;
    }

    /** The power was cut: what was not forced is gone. */
    void cut() {
        queue.cut();
        committed = flushed;
    }
}
