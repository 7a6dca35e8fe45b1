package io.ratinggrid.ingest.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/** Keeps answers as a gateway does, checks that each number is answered once and in order. */
final class KeptAnswers implements StreamListener {
    final List<List<Byte>> codes = new ArrayList<>();
    private final long[] checksums;
    private long through = EventQueue.NONE;
    StreamFault fault;
    String faultMessage = "";

    KeptAnswers(final int partitions) {
        checksums = new long[partitions];
        for (int i = 0; i < partitions; i++) {
            codes.add(new ArrayList<>());
            checksums[i] = CommandChain.START;
        }
    }

    @Override
    public void answered(final PartitionBatch batch, final PartitionReply reply) {
        final List<Byte> lane = codes.get(batch.partition());
        assertEquals(lane.size() + 1, batch.firstNumber(), "partition=" + batch.partition());
        for (final byte code : reply.codes()) {
            lane.add(code);
        }
        checksums[batch.partition()] = batch.checksumAfter();
    }

    @Override
    public void committedThrough(final long index) {
        through = index;
    }

    @Override
    public void faulted(final StreamFault newFault, final String message) {
        fault = newFault;
        faultMessage = message;
    }

    StreamPoint point() {
        return new StreamPoint(through, codes.stream().mapToLong(List::size).toArray(), checksums.clone());
    }

    long answered() {
        return codes.stream().mapToLong(List::size).sum();
    }
}
