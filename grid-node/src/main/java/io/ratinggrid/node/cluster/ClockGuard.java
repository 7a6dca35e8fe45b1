package io.ratinggrid.node.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.ratinggrid.seam.Clock;

/**
 * A wall clock that does not jump. It is followed while it keeps step with the monotonic clock; when it leaps by more than the
 * tolerance, time goes on by the monotonic clock, so that no entry gets a time that never was. Any thread.
 *
 * <p>A node whose clock is wrong must go: one whose clock leapt, unless the others' clocks agree with where it is now (it was wrong
 * and was set right), and one that most of at least two others disagree with.
 */
public final class ClockGuard implements Clock {
    private static final long NS_PER_MS = 1_000_000;
    private static final long ANCHOR_NS = 1_000 * NS_PER_MS;
    private static final long FRESH_NS = 10_000 * NS_PER_MS;

    private final Clock wall;
    private final long toleranceMs;
    private final Map<String, Offset> offsets = new ConcurrentHashMap<>();
    private volatile Anchor anchor;
    private volatile long leapMs;
    private volatile long leapNs;

    /** Where the wall clock stood at a point of the monotonic one. */
    private record Anchor(long wallMs, long ns) {}

    /** By how much this clock is ahead of another, give or take {@code doubtMs}. */
    private record Offset(long aheadMs, long doubtMs, long ns) {
        boolean exceeds(final long toleranceMs) {
            return Math.abs(aheadMs) - doubtMs > toleranceMs;
        }
    }

    public ClockGuard(final Clock wall, final long toleranceMs) {
        this.wall = wall;
        this.toleranceMs = toleranceMs;
        anchor = new Anchor(wall.timeMs(), wall.nanoTime());
    }

    @Override
    public long timeMs() {
        final Anchor from = anchor;
        final long ns = wall.nanoTime();
        final long steadyMs = from.wallMs() + (ns - from.ns()) / NS_PER_MS;
        final long wallMs = wall.timeMs();
        final long difference = wallMs - steadyMs;
        if (Math.abs(difference) > toleranceMs) {
            if (leapMs == 0) {
                leapNs = ns;
            }
            leapMs = difference;
            return steadyMs;
        }
        leapMs = 0;
        if (ns - from.ns() > ANCHOR_NS) {
            anchor = new Anchor(wallMs, ns);
        }
        return wallMs;
    }

    /** The wall clock as it is. */
    public long wallMs() {
        return wall.timeMs();
    }

    @Override
    public long nanoTime() {
        return wall.nanoTime();
    }

    /** Takes what another node's clock showed at some time between {@code sentNs} and now. */
    public void heard(final String node, final long sentNs, final long theirMs) {
        timeMs();
        final long ns = wall.nanoTime();
        final long halfMs = (ns - sentNs) / NS_PER_MS / 2;
        offsets.put(node, new Offset(wall.timeMs() - halfMs - theirMs, halfMs + 1, ns));
    }

    /** Why this node's clock is not to be trusted; empty while it is. */
    public String objection() {
        timeMs();
        // What was heard before a leap says nothing of where the clock is now.
        final long freshNs = leapMs == 0 ? wall.nanoTime() - FRESH_NS : leapNs;
        offsets.values().removeIf(offset -> offset.ns() < freshNs);
        final long others = offsets.size();
        final long disagreeing = offsets.values().stream()
                .filter(offset -> offset.exceeds(toleranceMs))
                .count();
        final long leap = leapMs;
        if (leap != 0) {
            if (others >= 1 && disagreeing * 2 < others) {
                anchor = new Anchor(wall.timeMs(), wall.nanoTime());
                return "";
            }
            return "the clock leapt by ms=" + leap + " toleranceMs=" + toleranceMs;
        }
        return others >= 2 && disagreeing * 2 > others
                ? "the clock differs from those of " + disagreeing + " of " + others + " other nodes: ms ahead="
                        + offsets + " toleranceMs=" + toleranceMs
                : "";
    }
}
