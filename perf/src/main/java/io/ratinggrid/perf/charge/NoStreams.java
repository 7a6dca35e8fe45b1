package io.ratinggrid.perf.charge;

import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.Transport;

/** A way on which nothing is answered: who only asks sends no streams. */
final class NoStreams implements Transport {
    @Override
    public void connect(final StreamHello hello, final ReplyHandler handler) {
        // Nothing is answered.
    }

    @Override
    public void send(final PartitionBatch batch) {
        // Nothing is answered.
    }

    @Override
    public void retire(final StreamHello hello) {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // Nothing is enqueued.
    }
}
