package io.ratinggrid.node.notice;

import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.courier.StepThread;

/** The one thread that steps a node's notices, by all its channels. Its methods may be called from any thread and do not wait. */
public final class NoticeThread implements AutoCloseable {
    private final StepThread steps;
    private final NoticeEnds ends;
    private final List<PacedChannel> channels;
    private final List<NoticeCourier> couriers;

    /** {@code channels}: one at least; {@code messages} hears of channels that take nothing, and of what should not happen. */
    public NoticeThread(
            final List<PacedChannel> channels,
            final NoticeSource source,
            final CommandRoute route,
            final NoticeListener listener,
            final Consumer<String> messages) {
        this.channels = channels;
        steps = new StepThread("notices", what -> messages.accept("ALARM: " + what));
        final NoticeListener told = new ChannelMessages(listener, messages, System::nanoTime);
        final int retryMs = channels.stream()
                .mapToInt(channel -> channel.pace().retryMs())
                .min()
                .orElseThrow();
        ends = new NoticeEnds(channels.size(), retryMs, route, steps, told);
        couriers = channels.stream()
                .map(channel -> new NoticeCourier(channel, source, ends, steps, told))
                .toList();
    }

    /** There are notices in a partition that is open here. */
    public void pending(final int partition) {
        steps.execute(() -> couriers.forEach(courier -> courier.pending(partition)));
    }

    /** A partition is no longer open here; its next owner goes on with its notices. */
    public void closed(final int partition) {
        steps.execute(() -> {
            ends.closed(partition);
            couriers.forEach(courier -> courier.closed(partition));
        });
    }

    @Override
    public void close() {
        steps.close();
        channels.forEach(channel -> channel.channel().close());
    }
}
