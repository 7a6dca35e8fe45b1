package io.ratinggrid.node.standalone.kill;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Stops threads for ever at armed steps and says so, so that a parent can kill exactly there. Any thread. */
final class KillPoints {
    private final Map<KillStep, Integer> armed = new EnumMap<>(KillStep.class);
    private final Map<KillStep, Boolean> reached = new EnumMap<>(KillStep.class);

    /** Stops whoever passes the step for the {@code count}th time from now. */
    synchronized void arm(final KillStep step, final int count) {
        armed.put(step, count);
    }

    /** True once a thread stands at the step. */
    synchronized boolean isReached(final KillStep step) {
        return reached.containsKey(step);
    }

    synchronized boolean isAnyArmed() {
        return !armed.isEmpty();
    }

    /** Passes a step; does not return if it is armed and the count is reached. */
    void pass(final KillStep step) {
        if (counts(step)) {
            say(step);
            while (true) {
                LockSupport.park(this);
            }
        }
    }

    /** Says that the step is reached, and goes on: for steps that are to be caught in motion. */
    void passMoving(final KillStep step) {
        if (counts(step)) {
            say(step);
        }
    }

    private synchronized boolean counts(final KillStep step) {
        final Integer left = armed.get(step);
        if (left == null) {
            return false;
        }
        if (left > 1) {
            armed.put(step, left - 1);
            return false;
        }
        armed.remove(step);
        reached.put(step, true);
        return true;
    }

    private static void say(final KillStep step) {
        KillChild.say("STEP " + step.word());
    }
}
