package io.ratinggrid.node.notice;

import io.ratinggrid.rating.partition.PendingNotice;

/** A notice, and what is sent of it. */
public record Notice(PendingNotice notice, String body) {
    public String id() {
        return notice.id();
    }
}
