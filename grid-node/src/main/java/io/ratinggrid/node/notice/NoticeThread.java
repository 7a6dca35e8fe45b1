package io.ratinggrid.node.notice;

import java.util.function.Consumer;

import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.courier.StepThread;

/** The one thread that steps a node's notices. Its methods may be called from any thread and do not wait. */
public final class NoticeThread implements AutoCloseable {
    private final StepThread steps;
    private final NoticeCourier courier;

    /** {@code alarms} hears of what should not happen. */
    public NoticeThread(
            final NoticeContext context,
            final NoticeSource source,
            final NoticeChannel channel,
            final CommandRoute route,
            final NoticeListener listener,
            final Consumer<String> alarms) {
        steps = new StepThread("notices", alarms);
        courier = new NoticeCourier(context, source, channel, route, steps, listener);
    }

    /** See {@link NoticeCourier#pending}. */
    public void pending(final int partition) {
        steps.execute(() -> courier.pending(partition));
    }

    /** See {@link NoticeCourier#closed}. */
    public void closed(final int partition) {
        steps.execute(() -> courier.closed(partition));
    }

    @Override
    public void close() {
        steps.close();
    }
}
