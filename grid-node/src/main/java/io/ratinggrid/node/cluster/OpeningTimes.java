package io.ratinggrid.node.cluster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.ratinggrid.node.owner.OwnerState;

/**
 * Says, when all that were being opened are open, how long they took in each state: the median and the longest, in
 * milliseconds. Any thread.
 */
final class OpeningTimes {
    private record Under(OwnerState state, long sinceNs) {}

    private final Consumer<String> messages;
    private final Map<Integer, Under> under = new HashMap<>();
    private final Map<OwnerState, Times> times = new EnumMap<>(OwnerState.class);
    private long begunNs;
    private int opened;

    OpeningTimes(final Consumer<String> messages) {
        this.messages = messages;
    }

    synchronized void moved(final int partition, final OwnerState to) {
        final long nowNs = System.nanoTime();
        final Under before = under.remove(partition);
        if (before == null && to == OwnerState.LOADING && under.isEmpty()) {
            begin(nowNs);
        }
        if (before != null) {
            times.computeIfAbsent(before.state(), state -> new Times()).add(nowNs - before.sinceNs());
        }
        if (to == OwnerState.LOADING || to == OwnerState.REPLAYING || to == OwnerState.OPENING) {
            under.put(partition, new Under(to, nowNs));
            return;
        }
        opened += to == OwnerState.OPEN ? 1 : 0;
        if (before != null && under.isEmpty()) {
            messages.accept("partitions opened=" + opened + " after ms=" + (nowNs - begunNs) / 1_000_000 + " " + times);
        }
    }

    private void begin(final long nowNs) {
        begunNs = nowNs;
        opened = 0;
        times.clear();
    }

    /** Times in one state. */
    private static final class Times {
        private final List<Long> ns = new ArrayList<>();

        void add(final long more) {
            ns.add(more);
        }

        @Override
        public String toString() {
            ns.sort(null);
            return ns.get(ns.size() / 2) / 1_000_000 + " to " + ns.get(ns.size() - 1) / 1_000_000;
        }
    }
}
