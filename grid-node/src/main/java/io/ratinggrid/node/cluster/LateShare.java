package io.ratinggrid.node.cluster;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sees to it that a node that came gets its share: when all copies are where they should be and first copies are not, Ignite is
 * reminded, and if that does not help a node that owns nothing must be started again, which lets all nodes decide anew. One thread.
 */
final class LateShare {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long REMIND_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long LEAVE_NS = TimeUnit.SECONDS.toNanos(30);

    private final BooleanSupplier areFirstCopiesLate;
    private final BooleanSupplier ownsNothing;
    private final Runnable remind;
    private final LongSupplier nanoTime;
    private final Consumer<String> messages;
    private boolean looked;
    private long lookedNs;
    private boolean late;
    private long sinceNs;
    private long remindedNs;

    LateShare(
            final BooleanSupplier areFirstCopiesLate,
            final BooleanSupplier ownsNothing,
            final Runnable remind,
            final LongSupplier nanoTime,
            final Consumer<String> messages) {
        this.areFirstCopiesLate = areFirstCopiesLate;
        this.ownsNothing = ownsNothing;
        this.remind = remind;
        this.nanoTime = nanoTime;
        this.messages = messages;
    }

    /** Looks, every so often; true when this node should be started again. */
    boolean mustLeave() {
        final long nowNs = nanoTime.getAsLong();
        if (!looked || nowNs - lookedNs >= LOOK_NS) {
            looked = true;
            lookedNs = nowNs;
            look(nowNs);
        }
        return late && nowNs - sinceNs >= LEAVE_NS && ownsNothing.getAsBoolean();
    }

    private void look(final long nowNs) {
        final boolean now = areFirstCopiesLate.getAsBoolean();
        if (now && !late) {
            sinceNs = nowNs;
            remindedNs = nowNs;
        }
        late = now;
        if (late && nowNs - remindedNs >= REMIND_NS) {
            remindedNs = nowNs;
            messages.accept("all copies are whole and shares are not even: ms="
                    + TimeUnit.NANOSECONDS.toMillis(nowNs - sinceNs) + ", Ignite is reminded");
            remind.run();
        }
    }
}
