package io.ratinggrid.perf.simulator;

import java.util.Arrays;
import java.util.BitSet;

import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.AppendOutcome;

/**
 * One append on its way, as Ignite commits it: at the first copy it takes its place, the other copies get it first, then the first one.
 *
 * <pre>
 *  ASKED      on the way to the node with the first copy
 *  PLACED     nothing stands there and nothing else is on its way there
 *  COPIED     the other copies have it
 *  DONE       the first copy has it; or another stands there; or it is given up
 *  ENDED      the one that asked knows, or knows that it does not
 * </pre>
 *
 * <p>When the node with the first copy dies in PLACED, nobody has it; in COPIED, the others have, but not who becomes a copy from then on. A node that is cut off waits in PLACED until it knows
 * that it is; then it has the entry alone.
 */
final class Put {
    /** Where it stands. */
    enum Stage {
        ASKED,
        PLACED,
        COPIED,
        DONE,
        ENDED
    }

    private static final long AGAIN_US = 20_000;
    private static final long LOCKED_US = 2_000;
    private static final long GIVEN_UP_US = 800_000;

    private final SimStores stores;
    private final int node;
    private final Life life;
    private final int partition;
    private final long sequence;
    private final byte[] entry;
    private final AppendCallback callback;
    private Stage stage;
    private int first;
    private Life firstLife;

    Put(
            final SimStores stores,
            final int node,
            final Life life,
            final int partition,
            final long sequence,
            final byte[] entry,
            final AppendCallback callback) {
        this.stores = stores;
        this.node = node;
        this.life = life;
        this.partition = partition;
        this.sequence = sequence;
        this.entry = entry;
        this.callback = callback;
    }

    void start() {
        stores.begun(this);
        enter(Stage.ASKED);
        if (stores.weather.isUnknown()) {
            doubtful();
        } else {
            life.at(stores.weather.stepUs(), this::ask);
        }
    }

    /**
     * True if another must wait until it is over: while it may still come to something where the majority is, or where the other is asked, which
     * may be a node that the others went on without.
     */
    boolean holds(final Put other) {
        return firstLife.isAlive() && (stores.members.agreed().has(first) || first == other.first);
    }

    /** Nobody knows at first; it may be done now, later, even when the one that asked is dead, or never. */
    private void doubtful() {
        final int kind = stores.chance.between(0, 2);
        final Put real = new Put(stores, node, life, partition, sequence, entry, (p, s, outcome) -> {});
        if (kind == 0) {
            real.startLater(stores.weather.stepUs());
        } else if (kind == 1) {
            real.startLater(stores.chance.between(10, 2_500) * 1_000L);
        }
        end(AppendOutcome.UNKNOWN);
    }

    private void startLater(final long delayUs) {
        stores.begun(this);
        enter(Stage.ASKED);
        first = stores.asked(node, partition);
        if (first == Topology.NOBODY) {
            enter(Stage.ENDED);
        } else {
            firstLife = stores.members.life(first);
            stores.time.at(delayUs, this::place);
        }
    }

    private void ask() {
        if (!life.isAlive()) {
            enter(Stage.ENDED);
            return;
        }
        first = stores.asked(node, partition);
        if (first == Topology.NOBODY) {
            end(AppendOutcome.UNKNOWN);
            return;
        }
        firstLife = stores.members.life(first);
        if (first == node) {
            place();
        } else if (stores.network.isWhole(node, first)) {
            stores.time.at(stores.network.delayUs(), this::place);
        } else {
            giveUp();
        }
    }

    private void place() {
        if (!firstLife.isAlive()) {
            giveUp();
        } else if (firstLife.isStopped()) {
            stores.time.at(AGAIN_US, this::place);
        } else if (stores.stale.isHidden(partition, sequence)) {
            hidden();
        } else if (isElsewhere()) {
            stores.time.at(LOCKED_US, this::ask);
        } else {
            final byte[] present = stores.members.copy(first, partition).entries.get(sequence);
            if (present != null && !Arrays.equals(present, entry)) {
                done(AppendOutcome.ANOTHERS);
            } else if (stores.lock(this, partition, sequence)) {
                enter(Stage.PLACED);
                stores.time.at(stores.weather.stepUs(), this::copy);
            } else {
                stores.time.at(LOCKED_US, this::place);
            }
        }
    }

    /** The first copy has moved since it was asked for. */
    private boolean isElsewhere() {
        return stores.members.isInside(first) && stores.members.agreed().primary()[partition] != first;
    }

    /** The copy that is asked is behind: what it takes behind its hole is nowhere. */
    private void hidden() {
        final boolean isThere = stores.members.copy(first, partition).entries.containsKey(sequence);
        done(isThere ? AppendOutcome.UNKNOWN : AppendOutcome.MINE);
    }

    private void copy() {
        if (!firstLife.isAlive()) {
            giveUp();
            return;
        }
        if (firstLife.isStopped()) {
            stores.time.at(AGAIN_US, this::copy);
            return;
        }
        final boolean isMember = stores.members.agreed().has(first);
        final BitSet owners = owners();
        final boolean allReached = owners.stream().allMatch(other -> stores.members.isReached(first, other));
        if (isMember ? !allReached : !stores.members.knowsMinority(first)) {
            stores.time.at(AGAIN_US, this::copy);
            return;
        }
        if (isMember) {
            owners.stream()
                    .filter(other -> other != first)
                    .forEach(other -> stores.members.copy(other, partition).putFirst(sequence, entry));
        }
        enter(Stage.COPIED);
        stores.time.at(stores.weather.stepUs(), this::finish);
    }

    private BitSet owners() {
        return stores.members.agreed().owners().get(partition);
    }

    private void finish() {
        if (!firstLife.isAlive()) {
            giveUp();
            return;
        }
        if (firstLife.isStopped()) {
            stores.time.at(AGAIN_US, this::finish);
            return;
        }
        put(first);
        if (stores.members.agreed().has(first)) {
            owners().stream().forEach(this::put);
        }
        stores.unlock(this, partition, sequence);
        done(AppendOutcome.MINE);
    }

    private void put(final int to) {
        stores.members.copy(to, partition).put(partition, sequence, entry);
    }

    private void done(final AppendOutcome outcome) {
        enter(Stage.DONE);
        final Runnable answer = () -> end(isDoubtful() ? AppendOutcome.UNKNOWN : outcome);
        if (first == node) {
            life.at(stores.chance.between(10, 100), answer);
        } else if (stores.network.isWhole(node, first)) {
            life.at(stores.network.delayUs(), answer);
        } else {
            giveUp();
        }
    }

    /** The one that asked stands on the other side, or the one that was asked does. */
    private boolean isDoubtful() {
        return stores.members.knowsMinority(node)
                || stores.members.agreed().has(node) && !stores.members.agreed().has(first);
    }

    /** It comes to nothing more. */
    private void giveUp() {
        enter(Stage.DONE);
        life.at(stores.chance.between(50, 100) * GIVEN_UP_US / 100, () -> end(AppendOutcome.UNKNOWN));
    }

    private void end(final AppendOutcome outcome) {
        enter(Stage.ENDED);
        if (life.isAlive()) {
            stores.trace.add(
                    stores.scale.place(node),
                    "append partition=" + partition + " sequence=" + sequence + " " + outcome);
            callback.onAppend(partition, sequence, outcome);
        }
    }

    private void enter(final Stage next) {
        stage = next;
    }

    Stage stage() {
        return stage;
    }

    /** True when nobody is left who would take a step of it. */
    boolean isOver() {
        final boolean isAnswered = stage == Stage.DONE || firstLife == null || !firstLife.isAlive();
        return stage == Stage.ENDED || isAnswered && !life.isAlive();
    }
}
