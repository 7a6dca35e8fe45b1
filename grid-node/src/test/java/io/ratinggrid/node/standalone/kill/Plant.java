package io.ratinggrid.node.standalone.kill;

/** Bugs that the test must find. */
enum Plant {
    NONE,
    /** Says that an entry is committed before it is put. */
    ANSWER_BEFORE_COMMIT,
    /** An image says that it contains more than it does: what was there before stays, under the new sequence. */
    STALE_IMAGE
}
