package io.ratinggrid.perf.simulator;

import java.util.List;
import java.util.function.Predicate;

import io.ratinggrid.ingest.stream.StreamSender;
import io.ratinggrid.node.owner.OwnerState;

/** What may be under way somewhere in a world when a fault strikes. */
enum Step {
    LOADING,
    REPLAYING,
    OPENING,
    OPEN,
    FENCED,
    BROKEN,
    APPEND_ASKED,
    APPEND_PLACED,
    APPEND_COPIED,
    IMAGING,
    DELIVERING,
    FORCING,
    CONNECTING;

    /** True if any part of a world is there now. */
    boolean isIn(final World world) {
        return switch (this) {
            case LOADING -> anyOwner(world, OwnerState.LOADING);
            case REPLAYING -> anyOwner(world, OwnerState.REPLAYING);
            case OPENING -> anyOwner(world, OwnerState.OPENING);
            case OPEN -> anyOwner(world, OwnerState.OPEN);
            case FENCED -> anyOwner(world, OwnerState.FENCED);
            case BROKEN -> anyOwner(world, OwnerState.BROKEN);
            case APPEND_ASKED -> world.stores.isAny(Put.Stage.ASKED);
            case APPEND_PLACED -> world.stores.isAny(Put.Stage.PLACED);
            case APPEND_COPIED -> world.stores.isAny(Put.Stage.COPIED);
            case IMAGING -> any(world.nodes, node -> node.images() > 0);
            case DELIVERING -> any(world.nodes, node -> node.itemsUnderWay() > 0);
            case FORCING -> any(world.gateways, SimGateway::isForcing);
            case CONNECTING -> any(world.gateways, gateway -> gateway.senderState() == StreamSender.State.CONNECTING);
        };
    }

    /** As a stream would have it, for what is asked all the time. */
    private static <T> boolean any(final List<T> of, final Predicate<T> wanted) {
        for (final T one : of) {
            if (wanted.test(one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyOwner(final World world, final OwnerState state) {
        return world.owners[state.ordinal()] > 0;
    }
}
