package io.ratinggrid.node.notice;

import io.ratinggrid.rating.partition.PendingNotice;

/** Hears what becomes of notices, on their thread; returns at once. */
public interface NoticeListener {
    NoticeListener NONE = new NoticeListener() {};

    /** It was taken, and that is journaled. */
    default void delivered(final PendingNotice notice) {}

    /** It was not taken, and will be sent again. */
    default void failed(final PendingNotice notice, final String why) {}

    /** It was not taken as often as it is sent, and that is journaled. */
    default void givenUp(final PendingNotice notice, final String why) {}
}
