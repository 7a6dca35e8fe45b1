package io.ratinggrid.node.notice;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.ratinggrid.rating.partition.PendingNotice;

/** Says once that a channel begins to take nothing, with the reason, and once that it takes again. One thread. */
final class ChannelMessages implements NoticeListener {
    private final NoticeListener next;
    private final Consumer<String> messages;
    private final Set<String> failing = new HashSet<>();

    /** {@code next} hears all of it too. */
    ChannelMessages(final NoticeListener next, final Consumer<String> messages) {
        this.next = next;
        this.messages = messages;
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
        if (failing.add(channel)) {
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
