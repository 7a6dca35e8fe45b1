package io.ratinggrid.node.notice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.ratinggrid.rating.partition.PendingNotice;

/** Says that a channel begins to fail, with the reason, and that it takes again, once a minute at most. One thread. */
final class ChannelMessages implements NoticeListener {
    private static final long PAUSE_NS = 60_000_000_000L;

    private final NoticeListener next;
    private final Consumer<String> messages;
    private final LongSupplier nanoTime;
    /** Those of which it was said that they fail. */
    private final Set<String> failing = new HashSet<>();
    /** When that was said. */
    private final Map<String, Long> saidNs = new HashMap<>();

    /** {@code next} hears all of it too, at once. */
    ChannelMessages(final NoticeListener next, final Consumer<String> messages, final LongSupplier nanoTime) {
        this.next = next;
        this.messages = messages;
        this.nanoTime = nanoTime;
    }

    @Override
    public void taken(final String channel, final PendingNotice notice) {
        if (failing.remove(channel)) {
            messages.accept("notices: " + channel + " takes them again");
        }
        next.taken(channel, notice);
    }

    @Override
    public void failed(final String channel, final PendingNotice notice, final String why) {
        final long nowNs = nanoTime.getAsLong();
        final Long lastNs = saidNs.get(channel);
        if ((lastNs == null || nowNs - lastNs >= PAUSE_NS) && failing.add(channel)) {
            saidNs.put(channel, nowNs);
            messages.accept("notices: " + channel + " did not take " + notice.id() + ", it is tried again: " + why);
        }
        next.failed(channel, notice, why);
    }

    @Override
    public void delivered(final PendingNotice notice) {
        next.delivered(notice);
    }

    @Override
    public void givenUp(final PendingNotice notice, final String why) {
        next.givenUp(notice, why);
    }
}
