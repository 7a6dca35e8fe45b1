package io.ratinggrid.ingest;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.stream.Incarnation;
import io.ratinggrid.ingest.stream.Incarnations;
import io.ratinggrid.ingest.stream.NumberedQueue;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.ingest.suspense.StreamPlace;

/**
 * Begins a new incarnation with what the old one has not committed. Whatever the grid had taken of it all the same is told
 * apart there by origin and event id. If the process dies meanwhile, the old incarnation is still the current one and it is
 * done again.
 */
final class TakeOver {
    private final Incarnations incarnations;
    private final AnswerWaiters waiters;

    TakeOver(final Incarnations incarnations, final AnswerWaiters waiters) {
        this.incarnations = incarnations;
        this.waiters = waiters;
    }

    Incarnation from(final Incarnation old, final StreamPoint committed) {
        old.queue().force(old.queue().lastIndex());
        final Incarnation next = incarnations.create();
        final NumberedQueue.Visitor copy = (index, partition, number, bytes, offset, length) -> {
            if (number > committed.numbers()[partition]) {
                next.numbers().append(partition, bytes, offset, length);
                waiters.move(
                        new StreamPlace(old.serial(), partition, number),
                        new StreamPlace(next.serial(), partition, next.numbers().number(partition)));
            }
        };
        NumberedQueue.read(old.queue(), committed.index(), copy);
        if (next.queue().lastIndex() != EventQueue.NONE) {
            next.keepPoint();
        }
        incarnations.makeCurrent(next);
        return next;
    }
}
