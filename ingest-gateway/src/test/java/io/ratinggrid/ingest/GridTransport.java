package io.ratinggrid.ingest;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.ratinggrid.ingest.stream.FakeGrid;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/** A way to a {@link FakeGrid} on a thread of its own. */
final class GridTransport implements Transport {
    private final FakeGrid grid;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private volatile ReplyHandler handler;
    volatile boolean down;

    GridTransport(final FakeGrid grid) {
        this.grid = grid;
    }

    @Override
    public void connect(final StreamHello hello, final ReplyHandler replies) {
        handler = replies;
        executor.execute(() -> replies.onConnected(
                down
                        ? StreamPositions.closed(hello, StreamPositions.Outcome.UNAVAILABLE, "down")
                        : grid.connect(hello)));
    }

    @Override
    public void send(final PartitionBatch batch) {
        executor.execute(() -> {
            if (!down) {
                handler.onReply(grid.take(batch));
            }
        });
    }

    @Override
    public void retire(final StreamHello hello) {
        // Nothing to forget.
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
