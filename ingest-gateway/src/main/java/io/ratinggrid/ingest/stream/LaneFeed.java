package io.ratinggrid.ingest.stream;

import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.ingest.queue.QueueFailedException;
import io.ratinggrid.rating.wire.CommandChain;

/** Takes records from a cursor into lanes, and makes sure that they are the ones that come next. */
final class LaneFeed {
    private final Lane[] lanes;

    LaneFeed(final Lane[] lanes) {
        this.lanes = lanes;
    }

    Lane laneOf(final QueueCursor cursor) {
        QueueRecord.check(cursor.bytes(), cursor.length(), lanes.length);
        return lanes[QueueRecord.partition(cursor.bytes())];
    }

    boolean isGathered(final Lane lane, final QueueCursor cursor) {
        return QueueRecord.number(cursor.bytes()) <= lane.gathered();
    }

    boolean hasRoom(final Lane lane, final QueueCursor cursor) {
        return lane.hasRoomFor(cursor.length());
    }

    /**
     * Gathers the cursor's record.
     *
     * @throws QueueFailedException if it is not the lane's next one or not what was appended
     * @throws DifferentException if the grid has committed other bytes up to its number
     */
    void gather(final Lane lane, final QueueCursor cursor, final long indexBefore) {
        final byte[] record = cursor.bytes();
        final int length = cursor.length() - QueueRecord.HEADER;
        final long number = QueueRecord.number(record);
        final long checksum = CommandChain.next(lane.gatheredChecksum(), record, QueueRecord.HEADER, length);
        if (number != lane.gathered() + 1 || checksum != QueueRecord.checksum(record)) {
            throw new QueueFailedException("index=" + cursor.index() + " number=" + number + " checksum="
                    + QueueRecord.checksum(record) + " computed=" + checksum + " lane: " + lane);
        }
        if (number == lane.gridLast() && checksum != lane.gridChecksum()) {
            throw new DifferentException("partition=" + lane.partition() + " number=" + number + " checksum=" + checksum
                    + " gridChecksum=" + lane.gridChecksum());
        }
        lane.gather(indexBefore, checksum, record, QueueRecord.HEADER, length);
    }

    /** The grid holds something else under a number. */
    static final class DifferentException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DifferentException(final String message) {
            super(message);
        }
    }
}
