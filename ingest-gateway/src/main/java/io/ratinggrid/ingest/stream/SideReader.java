package io.ratinggrid.ingest.stream;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;

/**
 * Reads for the lanes that were set aside. The records themselves wait in the queue: only the place of the first skipped one
 * is held. Once such a lane moves again, a second cursor reads from there until it has caught up with the main one.
 */
final class SideReader {
    private final EventQueue queue;
    private final LaneFeed feed;
    private final List<Lane> waiting = new ArrayList<>();
    private final List<Lane> pass = new ArrayList<>();
    private QueueCursor cursor;
    private long indexBefore;
    private boolean held;

    SideReader(final EventQueue queue, final LaneFeed feed) {
        this.queue = queue;
        this.feed = feed;
    }

    int lanes() {
        return waiting.size() + pass.size();
    }

    void setAside(final Lane lane, final long skippedAfter) {
        lane.aside = true;
        lane.skippedAfter = skippedAfter;
        waiting.add(lane);
    }

    void clear() {
        waiting.clear();
        endPass();
    }

    /**
     * Reads at most {@code most} records.
     *
     * @param mainIndex where the main cursor stands
     * @return the lanes' records that can be read at once are not yet all read
     */
    boolean read(final int most, final long mainIndex, final long nowMs, final List<Lane> fed) {
        if (cursor == null && !startPass(nowMs)) {
            return false;
        }
        for (int i = 0; i < most; i++) {
            if (!held && cursor.index() >= mainIndex) {
                endPass();
                return !waiting.isEmpty();
            }
            held = !step(nowMs, fed);
            if (held) {
                return false;
            }
        }
        return true;
    }

    private boolean step(final long nowMs, final List<Lane> fed) {
        if (!held) {
            indexBefore = cursor.index();
            cursor.next();
        }
        final Lane lane = feed.laneOf(cursor);
        if (!lane.inPass || feed.isGathered(lane, cursor)) {
            return true;
        }
        if (feed.hasRoom(lane, cursor)) {
            feed.gather(lane, cursor, indexBefore);
            lane.skippedAfter = cursor.index();
            fed.add(lane);
            return true;
        }
        if (lane.stuck(nowMs)) {
            pass.remove(lane);
            lane.inPass = false;
            setAside(lane, indexBefore);
            return true;
        }
        return false;
    }

    private boolean startPass(final long nowMs) {
        long from = Long.MAX_VALUE;
        for (int i = waiting.size() - 1; i >= 0; i--) {
            final Lane lane = waiting.get(i);
            if (!lane.stuck(nowMs)) {
                waiting.remove(i);
                lane.inPass = true;
                pass.add(lane);
                from = Math.min(from, lane.skippedAfter);
            }
        }
        if (pass.isEmpty()) {
            return false;
        }
        cursor = queue.cursorAfter(from);
        return true;
    }

    private void endPass() {
        for (final Lane lane : pass) {
            lane.aside = false;
            lane.inPass = false;
        }
        pass.clear();
        held = false;
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
