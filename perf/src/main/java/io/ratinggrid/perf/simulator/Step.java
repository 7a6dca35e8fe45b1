package io.ratinggrid.perf.simulator;

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
            case APPEND_ASKED -> world.stores.at(Put.Stage.ASKED) > 0;
            case APPEND_PLACED -> world.stores.at(Put.Stage.PLACED) > 0;
            case APPEND_COPIED -> world.stores.at(Put.Stage.COPIED) > 0;
            case IMAGING -> world.nodes.stream().anyMatch(node -> node.images() > 0);
            case DELIVERING -> world.nodes.stream().anyMatch(node -> node.itemsUnderWay() > 0);
            case FORCING -> world.gateways.stream().anyMatch(SimGateway::isForcing);
            case CONNECTING ->
                world.gateways.stream().anyMatch(gateway -> gateway.senderState() == StreamSender.State.CONNECTING);
        };
    }

    private static boolean anyOwner(final World world, final OwnerState state) {
        for (final SimNode node : world.nodes) {
            for (int partition = 0; partition < world.scale.partitions(); partition++) {
                if (node.state(partition) == state) {
                    return true;
                }
            }
        }
        return false;
    }
}
