package io.ratinggrid.node.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.persistence.storage.Membership;

/**
 * Decides who belongs to the grid, on the one node of the majority that decides for all: nodes that come are taken in at once, nodes
 * that are gone too long are left out. A majority is counted over those that belong to it, so a minority changes nothing. While a
 * partition is lost no one is left out, for the one that is missing may have it. A thread of its own: a change waits.
 */
final class BaselineKeeper implements AutoCloseable {
    private static final long LOOK_MS = 250;
    private static final long NS_PER_MS = 1_000_000;

    private final Membership membership;
    private final long replaceAfterMs;
    private final Consumer<String> messages;
    private final Map<String, Long> goneSinceNs = new HashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "baseline"));

    BaselineKeeper(final Membership membership, final long replaceAfterMs, final Consumer<String> messages) {
        this.membership = membership;
        this.replaceAfterMs = replaceAfterMs;
        this.messages = messages;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!membership.isDeciding()) {
                goneSinceNs.clear();
                return;
            }
            mend();
            final Set<String> agreed = membership.agreed();
            final Set<String> next = next(agreed, membership.present(), System.nanoTime());
            if (!next.equals(agreed)) {
                membership.agree(next);
                messages.accept("those that belong to the grid are now " + next + ", before " + agreed);
            }
        } catch (final RuntimeException e) {
            messages.accept("who belongs to the grid cannot be decided now: " + e);
        }
    }

    private void mend() {
        final Set<Integer> lost = membership.lost().keySet();
        if (!lost.isEmpty() && membership.isLossMended()) {
            membership.takeBackLost();
            messages.accept("partitions that were lost are whole again: " + lost);
        }
    }

    /** Those that should belong to it, a time being that of the monotonic clock. */
    Set<String> next(final Set<String> agreed, final Set<String> present, final long nowNs) {
        final Set<String> next = new TreeSet<>(agreed);
        next.addAll(present);
        goneSinceNs.keySet().removeIf(node -> present.contains(node) || !agreed.contains(node));
        agreed.stream().filter(node -> !present.contains(node)).forEach(node -> goneSinceNs.putIfAbsent(node, nowNs));
        if (replaceAfterMs > 0 && membership.lost().isEmpty()) {
            goneSinceNs.forEach((node, sinceNs) -> {
                if (nowNs - sinceNs >= replaceAfterMs * NS_PER_MS) {
                    next.remove(node);
                }
            });
        }
        return next;
    }
}
