package io.ratinggrid.perf.simulator;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import io.ratinggrid.node.owner.OwnerState;

/** Lets the faults of a night strike, each when its step is seen or a while is over, and heals them. */
final class FaultMaker {
    private static final long LOOK_US = 400;
    private static final long MOST_WAIT_US = 2_000_000;
    private static final int MOST_JUMP_MS = 30_000;
    private static final int MOST_WRONG_MS = 900;
    private static final int MOST_STALE_MS = 1_500;

    private final World world;
    private boolean over;

    FaultMaker(final World world) {
        this.world = world;
    }

    void plan(final Fault fault) {
        world.time.at(fault.atMs() * 1_000L, () -> {
            if (isBrief(fault.step())) {
                world.members.movePrimary(fault.other() % world.scale.partitions());
            }
            await(fault, world.time.nowUs() + MOST_WAIT_US);
        });
    }

    /** Nothing strikes any more, and nothing stays broken. */
    void end() {
        over = true;
        world.network.heal();
        world.stores.stale.heal();
        world.stores.weather.heal();
        world.nodes.forEach(node -> {
            node.clock().wrongBy(0);
            node.goOn();
            node.start();
        });
        world.gateways.forEach(gateway -> {
            gateway.full(false);
            gateway.start();
        });
    }

    /** Steps that are over soon, and come only when a partition opens. */
    private static boolean isBrief(final Step step) {
        return step == Step.LOADING || step == Step.REPLAYING || step == Step.OPENING || step == Step.FENCED;
    }

    private void await(final Fault fault, final long untilUs) {
        if (over) {
            return;
        }
        if (fault.step().isIn(world) || world.time.nowUs() >= untilUs) {
            strike(fault);
        } else {
            world.time.at(LOOK_US, () -> await(fault, untilUs));
        }
    }

    private void strike(final Fault fault) {
        final Set<Step> steps = EnumSet.noneOf(Step.class);
        for (final Step step : Step.values()) {
            if (step.isIn(world)) {
                steps.add(step);
            }
        }
        world.counts.struck(fault.kind(), steps);
        world.trace.add("FAULT", fault + " while " + steps);
        make(fault);
        world.time.at(fault.durationMs() * 1_000L, () -> {
            if (!over) {
                world.trace.add("FAULT", "heals " + fault.kind());
                heal(fault);
            }
        });
    }

    private void make(final Fault fault) {
        final int target = fault.target();
        switch (fault.kind()) {
            case NODE_KILLED -> world.nodes.get(target).kill("SIGKILL");
            case NODE_ENDED -> world.nodes.get(target).end();
            case ALL_NODES_KILLED -> world.nodes.forEach(node -> node.kill("SIGKILL"));
            case NODE_STOPPED -> world.nodes.get(target).stopFor(fault.durationMs() * 1_000L);
            case NODE_CUT_OFF -> isolate(target, true);
            case NODES_CUT -> pair(target, fault.other(), true);
            case NODES_CUT_ONE_WAY -> world.network.cut(target, fault.other(), true);
            case GATEWAY_CUT -> pair(place(target), fault.other(), true);
            case GATEWAY_CUT_ONE_WAY -> oneWay(fault, true);
            case GATEWAY_KILLED -> world.gateways.get(target).kill("SIGKILL", false);
            case GATEWAY_POWER_CUT -> world.gateways.get(target).kill("power cut", true);
            case GATEWAY_DISK_LOST -> world.gateways.get(target).loseDisk();
            case QUEUE_FULL -> world.gateways.get(target).full(true);
            case QUEUE_FAILS -> world.gateways.get(target).fail();
            case MESSAGES_LOST -> world.network.weather(fault.amount() / 5, fault.amount() / 5, 200, 20_000);
            case MESSAGES_SLOW -> world.network.weather(0, 10, fault.amount(), 300_000);
            case APPENDS_UNKNOWN -> world.stores.weather.set(fault.amount() / 2, 0, 0);
            case READS_FAIL -> world.stores.weather.set(0, fault.amount() / 2, 0);
            case READS_DAMAGED -> world.stores.weather.damage(fault.amount() / 3);
            case COMMITS_SLOW -> world.stores.weather.set(0, 0, fault.amount() / 2);
            case STALE_COPY -> hide(fault);
            case FIRST_COPY_MOVES -> world.members.movePrimary(target);
            case CLOCK_JUMPS -> world.nodes.get(target).clock().wrongBy((fault.amount() - 500L) * MOST_JUMP_MS / 500);
            case CLOCK_WRONG -> world.nodes.get(target).clock().wrongBy((fault.amount() - 500L) * MOST_WRONG_MS / 500);
        }
    }

    private void heal(final Fault fault) {
        final int target = fault.target();
        switch (fault.kind()) {
            case NODE_KILLED, NODE_ENDED, NODE_STOPPED ->
                world.nodes.get(target).start();
            case ALL_NODES_KILLED ->
                world.nodes.forEach(node -> world.time.at(world.chance.between(0, 2_000) * 1_000L, node::start));
            case NODE_CUT_OFF -> isolate(target, false);
            case NODES_CUT -> pair(target, fault.other(), false);
            case NODES_CUT_ONE_WAY -> world.network.cut(target, fault.other(), false);
            case GATEWAY_CUT -> pair(place(target), fault.other(), false);
            case GATEWAY_CUT_ONE_WAY -> oneWay(fault, false);
            case GATEWAY_KILLED, GATEWAY_POWER_CUT, GATEWAY_DISK_LOST ->
                world.gateways.get(target).start();
            case QUEUE_FULL -> world.gateways.get(target).full(false);
            case MESSAGES_LOST, MESSAGES_SLOW -> world.network.weather(0, 0, 0, 0);
            case APPENDS_UNKNOWN, READS_FAIL, READS_DAMAGED, COMMITS_SLOW -> world.stores.weather.heal();
            case CLOCK_JUMPS, CLOCK_WRONG -> world.nodes.get(target).clock().wrongBy(0);
            case QUEUE_FAILS, STALE_COPY, FIRST_COPY_MOVES -> {
                // It heals by itself.
            }
        }
    }

    private int place(final int gateway) {
        return world.scale.nodes() + gateway;
    }

    private void isolate(final int node, final boolean isCut) {
        for (int other = 0; other < world.scale.places(); other++) {
            if (other != node) {
                pair(node, other, isCut);
            }
        }
    }

    private void pair(final int one, final int other, final boolean isCut) {
        world.network.cut(one, other, isCut);
        world.network.cut(other, one, isCut);
    }

    private void oneWay(final Fault fault, final boolean isCut) {
        final int gateway = place(fault.target());
        if (fault.amount() % 2 == 0) {
            world.network.cut(gateway, fault.other(), isCut);
        } else {
            world.network.cut(fault.other(), gateway, isCut);
        }
    }

    /** The last one to three entries of a partition, of one that is opening if there is any. */
    private void hide(final Fault fault) {
        final int partition = opening().orElse(fault.target());
        final int primary = world.members.agreed().primary()[partition];
        if (primary == Topology.NOBODY) {
            return;
        }
        final var entries = world.members.copy(primary, partition).entries;
        if (!entries.isEmpty()) {
            final long from = Math.max(2, entries.lastKey() - fault.amount() % 3);
            world.stores.stale.hide(partition, from, Math.min(fault.durationMs(), MOST_STALE_MS) * 1_000L);
        }
    }

    private OptionalInt opening() {
        return IntStream.range(0, world.scale.partitions())
                .filter(partition -> world.nodes.stream().anyMatch(node -> node.state(partition) == OwnerState.OPENING))
                .findFirst();
    }
}
