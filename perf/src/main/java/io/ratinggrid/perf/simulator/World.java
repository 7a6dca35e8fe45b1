package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * One simulated night: nodes, gateways, origins, the way between them, and the faults that befall them. One thread; nothing in it depends on
 * anything but the night that it is made of.
 */
final class World {
    /** After the healing, all must be at rest within so long. */
    private static final long REST_US = 120_000_000;

    /** Within so long when something is wrong already, which may keep it from resting. */
    private static final long WRONG_US = 10_000_000;

    private static final long LOOK_US = 500_000;

    /** In so many nights old entries go. */
    private static final int KEEPING_PERMILLE = 500;

    private static final int MOST_KEPT = 10;
    /** Longer than a node may be stopped, or a late append be on its way. */
    private static final int LEAST_KEPT_MS = 10_000;

    private static final int MOST_KEPT_MS = 20_000;
    private static final int PUBLISH_MS = 12_000;
    /** In so many nights nodes follow the partitions that they have copies of. */
    private static final int FOLLOWING_PERMILLE = 500;

    final Scale scale;
    final SimTime time = new SimTime();
    final Chance chance;
    final Trace trace;
    final Counts counts = new Counts();
    final Problems problems = new Problems();
    final Catalogs catalogs;
    final SimNetwork network;
    final Members members;
    final SimStores stores;
    final List<String> addresses = new ArrayList<>();
    final List<SimNode> nodes = new ArrayList<>();
    final List<SimGateway> gateways = new ArrayList<>();
    final Map<Integer, SimEvent> events = new HashMap<>();
    /** How many partitions the nodes have in each state. */
    final int[] owners = new int[OwnerState.values().length];

    final Origins origins;
    final Readers readers;
    /** Old entries that stay in each journal, 0 all, and how long they stay. */
    final int keepEntries;

    final long keepMs;
    /** True if nodes follow the partitions that they have copies of. */
    final boolean follows;

    private final Night night;
    private final FaultMaker faults = new FaultMaker(this);
    private final BitSet published = new BitSet();
    /**
     * Partitions that went to another node and came back before their owner heard of it. It learns so when it appends; when nothing is to be
     * appended any more, it never does.
     */
    private final BitSet overtaken = new BitSet();

    private boolean second;
    private boolean healed;

    World(final Night night, final Catalogs catalogs, final boolean keepTrace) {
        this.night = night;
        this.catalogs = catalogs;
        scale = night.scale();
        chance = new Chance(night.seed(), 3);
        final Chance kept = new Chance(night.seed(), 4);
        keepEntries = kept.permille(KEEPING_PERMILLE) ? kept.between(1, MOST_KEPT) : 0;
        keepMs = kept.between(LEAST_KEPT_MS, MOST_KEPT_MS);
        follows = kept.permille(FOLLOWING_PERMILLE);
        trace = new Trace(time, keepTrace);
        network = new SimNetwork(time, chance.split(), scale.places());
        members = new Members(scale, time, chance.split(), network, trace);
        stores = new SimStores(scale, time, chance.split(), members, network, trace);
        for (int node = 0; node < scale.nodes(); node++) {
            addresses.add(scale.place(node) + ":7400");
            nodes.add(new SimNode(this, node));
        }
        night.events().forEach(event -> events.put(event.number(), event));
        for (int gateway = 0; gateway < scale.gateways(); gateway++) {
            gateways.add(new SimGateway(this, scale.nodes() + gateway));
        }
        origins = new Origins(this, night.events());
        readers = new Readers(this);
    }

    /** Runs the night to its end, and judges it. */
    World run() {
        try {
            live();
        } catch (final RuntimeException | AssertionError | StackOverflowError e) {
            final StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
            problems.add("thrown", e + " at " + at);
            trace.add("world", "ends: " + e);
        }
        counts.add("simulated milliseconds", time.nowUs() / 1_000);
        counts.add("steps", time.steps());
        return this;
    }

    private void live() {
        members.start();
        nodes.forEach(SimNode::start);
        gateways.forEach(SimGateway::start);
        origins.start();
        readers.start();
        night.faults().forEach(faults::plan);
        time.watch(faults::look);
        time.at(PUBLISH_MS * 1_000L, this::publishSecond);
        time.runUntil(scale.durationMs() * 1_000L);
        trace.add("world", "is healed");
        healed = true;
        faults.end();
        if (rest()) {
            new Judge(this).check();
        }
    }

    /** Waits until nothing is under way; what stays broken, people start again. */
    private boolean rest() {
        final long beganUs = time.nowUs();
        while (!isAtRest()) {
            if (time.nowUs() - beganUs > (problems.isEmpty() ? REST_US : WRONG_US)) {
                problems.add("no rest", describe());
                return false;
            }
            time.runUntil(time.nowUs() + LOOK_US);
            nodes.forEach(SimNode::start);
            gateways.forEach(SimGateway::start);
            nodes.stream().filter(this::isBroken).forEach(node -> {
                counts.add("nodes started again for a broken partition", 1);
                node.kill("a partition is broken");
            });
            overtaken.stream().forEach(partition -> {
                counts.add("nodes started again for a partition that another opened in between", 1);
                nodes.get(members.agreed().primary()[partition]).kill("another opened a partition of its");
            });
            overtaken.clear();
        }
        return true;
    }

    private boolean isBroken(final SimNode node) {
        for (int partition = 0; partition < scale.partitions(); partition++) {
            if (node.state(partition) == OwnerState.BROKEN) {
                return true;
            }
        }
        return false;
    }

    private boolean isAtRest() {
        return origins.isDone()
                && members.isWhole()
                && isAllOpen()
                && gateways.stream().allMatch(SimGateway::isSettled)
                && isNothingPending()
                && stores.isQuiet();
    }

    /** Every partition open where its first copy is, and nowhere else. */
    private boolean isAllOpen() {
        for (final SimNode node : nodes) {
            for (int partition = 0; partition < scale.partitions(); partition++) {
                final boolean isFirst = members.agreed().primary()[partition] == node.number();
                final OwnerState state = node.state(partition);
                if (isFirst != (state == OwnerState.OPEN) || !isFirst && !isIdle(state)) {
                    return false;
                }
            }
        }
        return isPublished();
    }

    private static boolean isIdle(final OwnerState state) {
        return state == OwnerState.CLOSED || state == OwnerState.FOLLOWING;
    }

    private boolean isNothingPending() {
        final int[] pending = new int[1];
        for (int partition = 0; partition < scale.partitions(); partition++) {
            final int of = partition;
            nodes.get(members.agreed().primary()[partition]).grid().peek(partition, PartitionLogic::pending, answer -> {
                pending[0] += answer.value() == null ? 1 : answer.value();
                overtaken.set(of, answer.value() != null && isOpening(of, answer.sequence() + 1));
            });
        }
        time.runUntil(time.nowUs() + 50_000);
        return pending[0] == 0
                && overtaken.isEmpty()
                && gateways.stream().allMatch(gateway -> gateway.suspended().isEmpty());
    }

    private boolean isOpening(final int partition, final long sequence) {
        final byte[] entry = members.copy(members.agreed().primary()[partition], partition)
                .entries
                .get(sequence);
        return entry != null && JournalEntryCodec.decode(entry).header().kind() == EntryKind.OPENING;
    }

    private String describe() {
        final StringBuilder text = new StringBuilder("answers wanted: ").append(origins.left());
        text.append(", grid ").append(members.agreed()).append(" whole=").append(members.isWhole());
        nodes.forEach(node -> {
            text.append(", ").append(node.name()).append(node.isAlive() ? "" : " dead");
            for (int partition = 0; partition < scale.partitions(); partition++) {
                text.append(' ').append(node.state(partition));
            }
        });
        gateways.forEach(gateway -> text.append(", ")
                .append(gateway.name())
                .append(' ')
                .append(gateway.senderState())
                .append(" suspended=")
                .append(gateway.suspended().size()));
        return text.append(", published=").append(published).toString();
    }

    private void publishSecond() {
        trace.add("world", "the second catalog is there");
        second = true;
        nodes.forEach(SimNode::publish);
    }

    /** What the nodes publish now. */
    List<String> publishedHashes() {
        return second ? catalogs.hashes() : catalogs.hashes().subList(0, 1);
    }

    /** True when no fault comes any more. */
    boolean isHealed() {
        return healed;
    }

    /** True when there is a second catalog. */
    boolean isSecond() {
        return second;
    }

    /** A partition has the second catalog too. */
    void published(final int partition) {
        published.set(partition);
    }

    /** True when every partition has the second catalog. */
    boolean isPublished() {
        return published.cardinality() == scale.partitions();
    }
}
