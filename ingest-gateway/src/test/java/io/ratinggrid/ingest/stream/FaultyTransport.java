package io.ratinggrid.ingest.stream;

import java.util.Random;

import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/** A way to a {@link FakeGrid} in simulated time that delays, loses and doubles messages and finds owners busy. */
class FaultyTransport implements Transport {
    private final FakeGrid grid;
    private final SimulatedTime time;
    private final Random random;
    private final int percent;
    private ReplyHandler handler;
    int deadPartition = -1;
    int retryAfterMs = 50;
    int largestBatch;
    int batches;

    FaultyTransport(final FakeGrid grid, final SimulatedTime time, final Random random, final int percent) {
        this.grid = grid;
        this.time = time;
        this.random = random;
        this.percent = percent;
    }

    @Override
    public void connect(final StreamHello hello, final ReplyHandler replies) {
        handler = replies;
        if (fails()) {
            time.schedule(
                    delay(),
                    () -> replies.onConnected(
                            StreamPositions.closed(hello, StreamPositions.Outcome.UNAVAILABLE, "not now")));
            return;
        }
        time.schedule(delay(), () -> replies.onConnected(hiding(grid.connect(hello))));
    }

    private StreamPositions hiding(final StreamPositions all) {
        for (int i = 0; i < all.lastNumbers().length; i++) {
            if (fails() || i == deadPartition) {
                all.lastNumbers()[i] = StreamPositions.UNKNOWN;
            }
        }
        return all;
    }

    @Override
    public void send(final PartitionBatch batch) {
        batches++;
        largestBatch = Math.max(largestBatch, batch.count());
        if (batch.partition() == deadPartition) {
            time.schedule(delay(), () -> handler.onReply(PartitionReply.notOwner(batch, retryAfterMs)));
        } else if (fails()) {
            switch (random.nextInt(4)) {
                case 0 -> {} // lost on the way
                case 1 -> time.schedule(delay(), () -> grid.take(batch)); // answer lost
                case 2 ->
                    time.schedule(delay(), () -> handler.onReply(PartitionReply.busy(batch, random.nextInt(200))));
                default -> {
                    time.schedule(delay(), () -> handler.onReply(grid.take(batch)));
                    time.schedule(delay(), () -> handler.onReply(grid.take(batch)));
                    if (random.nextInt(10) == 0) {
                        handler.onDisconnected("test");
                    }
                }
            }
        } else {
            time.schedule(delay(), () -> handler.onReply(grid.take(batch)));
        }
    }

    private boolean fails() {
        return random.nextInt(100) < percent;
    }

    private int delay() {
        return 1 + random.nextInt(20);
    }

    @Override
    public void retire(final StreamHello hello) {
        // Nothing to forget.
    }

    @Override
    public void close() {
        // Nothing to drop.
    }
}
