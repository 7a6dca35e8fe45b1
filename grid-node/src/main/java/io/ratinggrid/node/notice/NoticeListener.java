package io.ratinggrid.node.notice;

import io.ratinggrid.rating.partition.PendingNotice;

/** Hears what becomes of notices, on their thread; returns at once. */
public interface NoticeListener {
    NoticeListener NONE = new NoticeListener() {};

    /** A channel took it. */
    default void taken(final String channel, final PendingNotice notice) {}

    /** A channel did not take it, and it will be sent again or be given up. */
    default void failed(final String channel, final PendingNotice notice, final String why) {}

    /** All channels took it, and that is journaled. */
    default void delivered(final PendingNotice notice) {}

    /** Some channel did not take it as often as it is sent, all others have ended, and that is journaled. */
    default void givenUp(final PendingNotice notice, final String why) {}
}
