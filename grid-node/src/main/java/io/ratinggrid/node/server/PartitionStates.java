package io.ratinggrid.node.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import io.ratinggrid.node.owner.OwnerState;

/** Where each partition stands on this node. Any thread. */
final class PartitionStates {
    private static final OwnerState[] STATES = OwnerState.values();

    private final AtomicIntegerArray states;

    PartitionStates(final int partitions) {
        states = new AtomicIntegerArray(partitions);
    }

    void moved(final int partition, final OwnerState to) {
        states.set(partition, to.ordinal());
    }

    /** On the way to be open: recovering, or fenced and about to begin again. */
    long opening() {
        return all().filter(this::isOpening).count();
    }

    /** Kept ready to be opened. */
    long following() {
        return all().filter(partition -> state(partition) == OwnerState.FOLLOWING)
                .count();
    }

    /** Partitions that stay closed until people have looked. */
    List<Integer> broken() {
        return all().filter(partition -> state(partition) == OwnerState.BROKEN)
                .boxed()
                .toList();
    }

    private boolean isOpening(final int partition) {
        return switch (state(partition)) {
            case LOADING, REPLAYING, OPENING, FENCED -> true;
            case CLOSED, FOLLOWING, OPEN, BROKEN -> false;
        };
    }

    private OwnerState state(final int partition) {
        return STATES[states.get(partition)];
    }

    private IntStream all() {
        return IntStream.range(0, states.length());
    }
}
