package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import io.ratinggrid.node.owner.OwnerState;

/** Lets the faults of a night strike, each when its step is seen or a while is over, and heals them. */
final class FaultMaker {
    private static final long MOST_WAIT_US = 15_000_000;
    private static final long REPAIR_US = 500_000;
    /** A fault strikes when it has seen its step so often, at most, or once: in the midst of it, or as it begins. */
    private static final int MOST_SIGHTS = 8;

    private static final int MOST_JUMP_MS = 30_000;
    private static final int MOST_WRONG_MS = 900;
    private static final int MOST_STALE_MS = 1_500;

    /** One that waits. */
    private static final class Waiting {
        private final Fault fault;
        private final long untilUs;
        private int sightsLeft;

        Waiting(final Fault fault, final long untilUs) {
            this.fault = fault;
            this.untilUs = untilUs;
            sightsLeft = Math.max(0, fault.amount() % (2 * MOST_SIGHTS) - MOST_SIGHTS);
        }
    }

    private final World world;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean over;

    FaultMaker(final World world) {
        this.world = world;
    }

    void plan(final Fault fault) {
        world.time.at(fault.atMs() * 1_000L, () -> {
            bringAbout(fault);
            waiting.add(new Waiting(fault, world.time.nowUs() + MOST_WAIT_US));
            world.time.at(MOST_WAIT_US, () -> {});
        });
    }

    /** Nothing strikes any more, and nothing stays broken. */
    void end() {
        over = true;
        waiting.clear();
        world.network.heal();
        world.stores.stale.heal();
        world.stores.weather.heal();
        world.nodes.forEach(node -> {
            node.clock().wrongBy(0);
            node.failEngines(0);
            node.goOn();
            node.start();
        });
        world.gateways.forEach(gateway -> {
            gateway.full(false);
            gateway.start();
        });
    }

    /** Makes its step likely, if it is one that comes only when something is moved, started or wrong. */
    private void bringAbout(final Fault fault) {
        switch (fault.step()) {
            case LOADING, REPLAYING, OPENING -> world.members.movePrimary(fault.other() % world.scale.partitions());
            case FENCED -> hide(fault.other() % world.scale.partitions(), fault);
            case CONNECTING -> restart(world.gateways.get(fault.other() % world.scale.gateways()));
            default -> {
                // It comes by itself, or by other faults.
            }
        }
    }

    private void restart(final SimGateway gateway) {
        gateway.kill("to be started again", false);
        world.time.at(REPAIR_US, gateway::start);
    }

    /** After each step of the world: lets those strike whose step has come, or that have waited long enough. */
    void look() {
        for (int i = 0; i < waiting.size(); i++) {
            final Waiting one = waiting.get(i);
            final boolean isThere = one.fault.step().isIn(world);
            if (isThere && one.sightsLeft-- == 0 || world.time.nowUs() >= one.untilUs) {
                waiting.remove(i--);
                strike(one.fault);
            }
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
            case STALE_COPY -> hide(opening().orElse(target), fault);
            case FIRST_COPY_MOVES -> world.members.movePrimary(target);
            case CLOCK_JUMPS -> world.nodes.get(target).clock().wrongBy((fault.amount() - 500L) * MOST_JUMP_MS / 500);
            case ENGINE_FAILS -> failEngines(fault);
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
            case ENGINE_FAILS -> mendEngines(fault);
            case QUEUE_FAILS, STALE_COPY, FIRST_COPY_MOVES -> {
                // It heals by itself.
            }
        }
    }

    /** Those of a node that are opening now, or the next ones that open, and some commands. */
    private void failEngines(final Fault fault) {
        world.nodes.get(fault.target()).failEngines(fault.amount() / 4);
        if (fault.amount() % 2 == 0) {
            world.members.movePrimary(fault.other() % world.scale.partitions());
        }
    }

    /** What is broken stays so, until a catalog is published or the first copy moves, or people start the node again. */
    private void mendEngines(final Fault fault) {
        final SimNode node = world.nodes.get(fault.target());
        node.failEngines(0);
        if (fault.amount() % 3 == 0) {
            node.kill("its machine is mended");
            world.time.at(REPAIR_US, node::start);
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

    /** The last one to three entries of a partition. */
    private void hide(final int partition, final Fault fault) {
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

    /** One that is opening, if there is any. */
    private OptionalInt opening() {
        return IntStream.range(0, world.scale.partitions())
                .filter(partition -> world.nodes.stream().anyMatch(node -> node.state(partition) == OwnerState.OPENING))
                .findFirst();
    }
}
