package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Who is in the grid, who has copies of what, and who knows it: what Ignite and {@code persistence} do for a node. Looked at every so often,
 * so that deaths and cuts are heard of late, by each node at its own time.
 *
 * <p>Only a majority goes on, with those who join counted, as long as one of the last majority has lived on and is in it. When all of it have
 * died, nothing begins anew before all of it are back. Whoever it goes on without is left behind: his copies are made anew when he comes
 * back, but for those that nobody else has. A first copy moves where it should be when all of it is there (late affinity), and both nodes hear of that at
 * their own time. Without a majority nothing is written or read, and nobody is left behind.
 */
final class Members {
    private static final int LOOK_US = 50_000;
    private static final int COPIES = 2;
    private static final long NEVER = -1;
    /** After a death, and after a silence, all others know it. */
    private static final long DEAD_US = 100_000;

    private static final long SILENT_US = 700_000;
    private static final long JOIN_US = 300_000;

    private final Scale scale;
    private final SimTime time;
    private final Chance chance;
    private final SimNetwork network;
    private final Trace trace;
    private final Life[] lives;
    private final Copy[][] copies;
    private final boolean[] outdated;
    private final boolean[] minority;
    /** Those who were members in this life, as all are in their first. */
    private final BitSet living = new BitSet();

    private final long[] aloneSinceUs;
    private final long[] reachedSinceUs;
    private final long[][] silentSinceUs;
    private final long[][] copiedAtUs;
    private final Topology[] seen;
    private Topology agreed;
    private boolean active = true;

    Members(final Scale scale, final SimTime time, final Chance chance, final SimNetwork network, final Trace trace) {
        this.scale = scale;
        this.time = time;
        this.chance = chance;
        this.network = network;
        this.trace = trace;
        final int nodes = scale.nodes();
        lives = new Life[nodes];
        copies = new Copy[nodes][scale.partitions()];
        outdated = new boolean[nodes];
        minority = new boolean[nodes];
        aloneSinceUs = new long[nodes];
        reachedSinceUs = new long[nodes];
        silentSinceUs = new long[nodes][nodes];
        copiedAtUs = new long[nodes][scale.partitions()];
        seen = new Topology[nodes];
    }

    /** Begins with all nodes, each with its share of empty copies. */
    void start() {
        final BitSet all = new BitSet();
        all.set(0, scale.nodes());
        for (int node = 0; node < scale.nodes(); node++) {
            Arrays.fill(silentSinceUs[node], NEVER);
            Arrays.fill(copiedAtUs[node], NEVER);
            aloneSinceUs[node] = NEVER;
            reachedSinceUs[node] = NEVER;
            for (int partition = 0; partition < scale.partitions(); partition++) {
                copies[node][partition] = new Copy();
                copies[node][partition].whole = ideal(all, partition).get(node);
            }
        }
        agreed = next(0, all);
        Arrays.fill(seen, agreed);
        time.at(LOOK_US, this::look);
    }

    /** A process of a node has started. */
    void started(final int node, final Life life) {
        living.set(node, lives[node] == null);
        lives[node] = life;
        minority[node] = false;
        aloneSinceUs[node] = NEVER;
        reachedSinceUs[node] = NEVER;
        if (agreed.has(node)) {
            meet(node);
        } else {
            setAside(node);
        }
        seen[node] = agreed;
    }

    /** What was under way when it died, and reached only some of those that are still members, is finished now. */
    private void meet(final int node) {
        for (int partition = 0; partition < scale.partitions(); partition++) {
            for (int other = 0; other < scale.nodes(); other++) {
                final Copy mine = copies[node][partition];
                final Copy theirs = copies[other][partition];
                if (agreed.has(other) && mine.whole && theirs.whole) {
                    mine.entries.putAll(theirs.entries);
                    theirs.entries.putAll(mine.entries);
                }
            }
        }
    }

    /** What nobody needs of a node that the others went on without. */
    private void setAside(final int node) {
        for (final Copy copy : copies[node]) {
            if (!copy.whole) {
                copy.clear();
            }
        }
        outdated[node] = false;
    }

    Copy copy(final int node, final int partition) {
        return copies[node][partition];
    }

    Topology agreed() {
        return agreed;
    }

    /** The grid as a node sees it, perhaps an earlier one. */
    Topology seen(final int node) {
        return seen[node];
    }

    Life life(final int node) {
        return lives[node];
    }

    boolean isUp(final int node) {
        return lives[node] != null && lives[node].isAlive() && !lives[node].isStopped();
    }

    /** True if a node belongs to the majority and is not cut off from it, whether it knows it or not. */
    boolean isInside(final int node) {
        return active && agreed.has(node) && !isCutOff(node);
    }

    /** True if a node knows that it does not stand with the majority. */
    boolean knowsMinority(final int node) {
        return minority[node];
    }

    /** True if the others went on without a node that lives on: it has to start anew. */
    boolean isOutdated(final int node) {
        return outdated[node];
    }

    boolean isReached(final int from, final int to) {
        return from == to || isUp(from) && isUp(to) && network.isWhole(from, to);
    }

    /** True if every node is a member and every partition has all its copies, the first where it should be. */
    boolean isWhole() {
        if (!active || agreed.members().cardinality() < scale.nodes()) {
            return false;
        }
        for (int partition = 0; partition < scale.partitions(); partition++) {
            if (agreed.primary()[partition] != partition % scale.nodes()
                    || !agreed.owners().get(partition).equals(ideal(agreed.members(), partition))) {
                return false;
            }
        }
        for (int node = 0; node < scale.nodes(); node++) {
            if (seen[node] != agreed || minority[node]) {
                return false;
            }
        }
        return true;
    }

    /** Lets another node with a whole copy have the first one, as when the first is on its way elsewhere. */
    void movePrimary(final int partition) {
        final BitSet owners = agreed.owners().get(partition);
        final int other = owners.stream()
                .filter(node -> node != agreed.primary()[partition])
                .findFirst()
                .orElse(Topology.NOBODY);
        if (active && other != Topology.NOBODY) {
            final int[] primary = agreed.primary().clone();
            primary[partition] = other;
            tell(new Topology(agreed.version() + 1, agreed.members(), primary, agreed.owners()));
        }
    }

    private boolean isCutOff(final int node) {
        int reached = 0;
        for (int other = 0; other < scale.nodes(); other++) {
            reached += agreed.has(other) && isReached(node, other) ? 1 : 0;
        }
        return reached < scale.majority();
    }

    private void look() {
        time.at(LOOK_US, this::look);
        listen();
        final BitSet present = largestClique(agreed.members());
        final BitSet joined = withJoiners(present);
        if (joined.cardinality() < scale.majority() || !goesOn(present)) {
            if (active) {
                trace.add("grid", "no majority: " + present);
            }
            active = false;
        } else {
            if (!active) {
                trace.add("grid", "a majority again: " + joined);
            }
            active = true;
            living.clear();
            living.or(joined);
            if (!joined.equals(agreed.members())) {
                change(joined);
            }
            moveCopies();
        }
        lookAtMinorities();
    }

    /** One has lived on who knows what was committed, or all of the last majority are here: what {@code Standings} demands of real nodes. */
    private boolean goesOn(final BitSet present) {
        return present.intersects(living) || contains(present, agreed.members());
    }

    /** Notes which two do not hear each other, since when. */
    private void listen() {
        for (int one = 0; one < scale.nodes(); one++) {
            for (int other = 0; other < scale.nodes(); other++) {
                if (one == other ? isUp(one) : isReached(one, other)) {
                    silentSinceUs[one][other] = NEVER;
                } else if (silentSinceUs[one][other] == NEVER) {
                    silentSinceUs[one][other] = time.nowUs();
                }
            }
        }
    }

    private boolean isGone(final int one, final int other) {
        final long sinceUs = Math.max(silentSinceUs[one][other], silentSinceUs[other][one]);
        if (sinceUs == NEVER) {
            return false;
        }
        final boolean isDead = !isAlive(one) || !isAlive(other);
        return time.nowUs() - sinceUs >= (isDead ? DEAD_US : SILENT_US);
    }

    private boolean isAlive(final int node) {
        return lives[node] != null && lives[node].isAlive();
    }

    /** The most of some nodes that all hear each other; of several the one with the oldest node. */
    private BitSet largestClique(final BitSet of) {
        if (isClique(of)) {
            return (BitSet) of.clone();
        }
        BitSet best = new BitSet();
        for (int mask = 1; mask < 1 << scale.nodes(); mask++) {
            final BitSet nodes = BitSet.valueOf(new long[] {mask});
            if (nodes.cardinality() > best.cardinality() && contains(of, nodes) && isClique(nodes)) {
                best = nodes;
            }
        }
        return best;
    }

    private static boolean contains(final BitSet all, final BitSet some) {
        final BitSet left = (BitSet) some.clone();
        left.andNot(all);
        return left.isEmpty();
    }

    private boolean isClique(final BitSet nodes) {
        for (int one = nodes.nextSetBit(0); one >= 0; one = nodes.nextSetBit(one + 1)) {
            for (int other = nodes.nextSetBit(0); other >= 0; other = nodes.nextSetBit(other + 1)) {
                if (isGone(one, other)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** With those who have started anew, and have been heard by all for a while. */
    private BitSet withJoiners(final BitSet present) {
        final BitSet joined = (BitSet) present.clone();
        for (int node = 0; node < scale.nodes(); node++) {
            final int joiner = node;
            final boolean isReady = !agreed.has(node)
                    && !outdated[node]
                    && isUp(node)
                    && joined.stream().allMatch(other -> isReached(joiner, other));
            if (!isReady) {
                reachedSinceUs[node] = NEVER;
            } else if (reachedSinceUs[node] == NEVER) {
                reachedSinceUs[node] = time.nowUs();
            } else if (time.nowUs() - reachedSinceUs[node] >= JOIN_US) {
                joined.set(node);
            }
        }
        return joined;
    }

    private void change(final BitSet members) {
        final BitSet gone = (BitSet) agreed.members().clone();
        gone.andNot(members);
        gone.stream().forEach(node -> leaveBehind(node, members));
        tell(next(agreed.version() + 1, members));
    }

    private void leaveBehind(final int node, final BitSet members) {
        outdated[node] = isAlive(node);
        for (int partition = 0; partition < scale.partitions(); partition++) {
            final int of = partition;
            final boolean isLast = agreed.owners().get(partition).stream()
                    .noneMatch(other -> members.get(other) && copies[other][of].whole);
            copies[node][partition].whole &= isLast;
            copiedAtUs[node][partition] = NEVER;
        }
        if (!isAlive(node)) {
            setAside(node);
        }
    }

    private Topology next(final int version, final BitSet members) {
        final int[] primary = new int[scale.partitions()];
        final List<BitSet> owners = new ArrayList<>();
        for (int partition = 0; partition < scale.partitions(); partition++) {
            final BitSet holders = new BitSet();
            for (int node = 0; node < scale.nodes(); node++) {
                holders.set(node, members.get(node) && copies[node][partition].whole);
            }
            owners.add(holders);
            primary[partition] = first(holders, partition);
        }
        return new Topology(version, members, primary, owners);
    }

    private int first(final BitSet holders, final int partition) {
        for (int i = 0; i < scale.nodes(); i++) {
            final int node = (partition + i) % scale.nodes();
            if (holders.get(node)) {
                return node;
            }
        }
        return Topology.NOBODY;
    }

    private BitSet ideal(final BitSet members, final int partition) {
        final BitSet ideal = new BitSet();
        for (int i = 0; i < scale.nodes() && ideal.cardinality() < COPIES; i++) {
            final int node = (partition + i) % scale.nodes();
            ideal.set(node, members.get(node));
        }
        return ideal;
    }

    private void tell(final Topology next) {
        agreed = next;
        trace.add("grid", next.toString());
        next.members().stream()
                .filter(this::isAlive)
                .forEach(node -> lives[node].at(chance.between(1_000, 300_000), () -> {
                    if (seen[node].version() < next.version()) {
                        seen[node] = next;
                    }
                }));
    }

    /** Makes copies where they should be, one after the other, and lets go those that are too many. */
    private void moveCopies() {
        boolean moved = false;
        for (int partition = 0; partition < scale.partitions(); partition++) {
            final BitSet ideal = ideal(agreed.members(), partition);
            final int primary = agreed.primary()[partition];
            boolean complete = primary != Topology.NOBODY;
            for (int node = ideal.nextSetBit(0); complete && node >= 0; node = ideal.nextSetBit(node + 1)) {
                if (!copies[node][partition].whole) {
                    moved |= copy(primary, node, partition);
                    complete = copies[node][partition].whole;
                }
            }
            if (complete) {
                moved |= release(partition, ideal);
            }
        }
        if (moved || isSomewhereElse()) {
            tell(next(agreed.version() + 1, agreed.members()));
        }
    }

    private boolean copy(final int from, final int to, final int partition) {
        if (!isReached(from, to)) {
            copiedAtUs[to][partition] = NEVER;
        } else if (copiedAtUs[to][partition] == NEVER) {
            copiedAtUs[to][partition] = time.nowUs() + chance.between(100, 1_500) * 1_000L;
        } else if (copiedAtUs[to][partition] <= time.nowUs()) {
            copiedAtUs[to][partition] = NEVER;
            copies[to][partition].copyOf(copies[from][partition]);
            return true;
        }
        return false;
    }

    private boolean release(final int partition, final BitSet ideal) {
        boolean released = false;
        for (int node = 0; node < scale.nodes(); node++) {
            if (copies[node][partition].whole && !ideal.get(node) && agreed.has(node)) {
                copies[node][partition].clear();
                released = true;
            }
        }
        return released;
    }

    /** A first copy that was moved goes back some time. */
    private boolean isSomewhereElse() {
        for (int partition = 0; partition < scale.partitions(); partition++) {
            final int primary = agreed.primary()[partition];
            if (primary != first(agreed.owners().get(partition), partition)) {
                return chance.permille(30);
            }
        }
        return false;
    }

    private void lookAtMinorities() {
        for (int node = 0; node < scale.nodes(); node++) {
            final boolean isAlone = isAlive(node) && (!active || !agreed.has(node) || isCutOff(node));
            if (!isAlone) {
                aloneSinceUs[node] = NEVER;
                minority[node] = false;
            } else if (aloneSinceUs[node] == NEVER) {
                aloneSinceUs[node] = time.nowUs() + chance.between(0, 600) * 1_000L;
            } else if (time.nowUs() - aloneSinceUs[node] >= 300_000) {
                minority[node] = true;
            }
        }
    }
}
