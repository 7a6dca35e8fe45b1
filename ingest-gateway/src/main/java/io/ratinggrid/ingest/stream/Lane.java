package io.ratinggrid.ingest.stream;

import java.util.ArrayDeque;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;

/**
 * One partition's share of a stream: what is gathered, what is on the way, how far it is committed. While a batch is on the
 * way the next one gathers, so batches grow with load. One thread.
 */
final class Lane {
    private final int partition;
    private final StreamHello hello;
    private final SenderSettings settings;
    private final SinkPool pool;
    private final SourceTracker sources;

    private long committed;
    private long committedChecksum;
    private long gridLast = StreamPositions.UNKNOWN;
    private long gridChecksum;

    private long gathered;
    private long gatheredChecksum;
    private int bytes;
    private ByteSink building;
    private long buildingIndexBefore;
    private int buildingCount;
    private long buildingChecksumBefore;
    private final ArrayDeque<Cut> ready = new ArrayDeque<>();

    private Cut onTheWay;
    private long sentAtMs;
    private long retryAtMs;
    private long refusedSinceMs = Long.MAX_VALUE;
    private long behindSinceMs = Long.MAX_VALUE;

    /** True while it waits in the sender's list of lanes to look at. */
    boolean listed;
    /** True while the main reader passes it by; {@link #skippedAfter} is then the index before its first skipped record. */
    boolean aside;

    long skippedAfter;
    /** True while the side reader reads for it. */
    boolean inPass;

    Lane(
            final int partition,
            final StreamHello hello,
            final SenderSettings settings,
            final SinkPool pool,
            final SourceNames names,
            final StreamPoint committed) {
        this.partition = partition;
        this.hello = hello;
        this.settings = settings;
        this.pool = pool;
        sources = new SourceTracker(names);
        this.committed = committed.numbers()[partition];
        committedChecksum = committed.checksums()[partition];
        forget();
    }

    int partition() {
        return partition;
    }

    long committed() {
        return committed;
    }

    long committedChecksum() {
        return committedChecksum;
    }

    long gathered() {
        return gathered;
    }

    long gatheredChecksum() {
        return gatheredChecksum;
    }

    // -- what the grid has

    boolean known() {
        return gridLast != StreamPositions.UNKNOWN;
    }

    void gridAt(final long number, final long checksum) {
        gridLast = number;
        gridChecksum = checksum;
    }

    long gridLast() {
        return gridLast;
    }

    long gridChecksum() {
        return gridChecksum;
    }

    /** Since when each answer of the grid has said that it has less than what is committed; from now on, if it did not before. */
    long behindSince(final long nowMs) {
        behindSinceMs = Math.min(behindSinceMs, nowMs);
        return behindSinceMs;
    }

    /** The grid has answered otherwise. */
    void notBehind() {
        behindSinceMs = Long.MAX_VALUE;
    }

    // -- gathering

    /** Drops all that is not committed, as before it was read. */
    void forget() {
        if (building != null) {
            pool.give(building);
            building = null;
        }
        ready.clear();
        onTheWay = null;
        bytes = 0;
        buildingCount = 0;
        sources.clear();
        gathered = committed;
        gatheredChecksum = committedChecksum;
        aside = false;
        inPass = false;
        retryAtMs = 0;
        refusedSinceMs = Long.MAX_VALUE;
    }

    boolean hasRoomFor(final int length) {
        return known() && (bytes == 0 || bytes + length <= settings.laneBytes());
    }

    /** Takes the command after the last gathered one. */
    void gather(final long indexBefore, final long checksum, final byte[] source, final int offset, final int length) {
        final int file = sources.fileOf(source, offset, length);
        if (buildingCount > 0 && (mustCutBefore(length) || !sources.hasRoomFor(file))) {
            cut();
        }
        sources.add(file);
        if (buildingCount == 0) {
            building = pool.take();
            buildingIndexBefore = indexBefore;
            buildingChecksumBefore = gatheredChecksum;
        }
        final int start = building.length();
        building.putVar(length);
        building.putBytes(source, offset, length);
        bytes += building.length() - start;
        buildingCount++;
        gathered++;
        gatheredChecksum = checksum;
    }

    /** No batch reaches over the last number of the grid: each is new as a whole or a repeat as a whole. */
    private boolean mustCutBefore(final int length) {
        return buildingCount == settings.batchCommands()
                || building.length() + length + 5 > settings.batchBytes()
                || gathered == gridLast;
    }

    private void cut() {
        final PartitionBatch batch = new PartitionBatch(
                hello.streamHigh(),
                hello.streamLow(),
                hello.session(),
                partition,
                gathered - buildingCount + 1,
                buildingCount,
                buildingChecksumBefore,
                gatheredChecksum,
                building.copy(),
                sources.take());
        ready.add(new Cut(batch, buildingIndexBefore));
        pool.give(building);
        building = null;
        buildingCount = 0;
    }

    // -- sending

    boolean canSend(final long nowMs) {
        return known() && onTheWay == null && nowMs >= retryAtMs && (buildingCount > 0 || !ready.isEmpty());
    }

    PartitionBatch send(final long nowMs) {
        if (ready.isEmpty()) {
            cut();
        }
        onTheWay = ready.poll();
        sentAtMs = nowMs;
        return onTheWay.batch();
    }

    /** The batch to send again because its answer is overdue, or null. */
    PartitionBatch overdue(final long nowMs) {
        if (onTheWay == null || nowMs - sentAtMs < settings.answerTimeoutMs()) {
            return null;
        }
        sentAtMs = nowMs;
        refusedSinceMs = Math.min(refusedSinceMs, nowMs);
        return onTheWay.batch();
    }

    /** The batch on the way, or null. */
    PartitionBatch onTheWay() {
        return onTheWay == null ? null : onTheWay.batch();
    }

    void committedOnTheWay() {
        final PartitionBatch batch = onTheWay.batch();
        committed = batch.lastNumber();
        committedChecksum = batch.checksumAfter();
        gridLast = Math.max(gridLast, committed);
        bytes -= batch.bytes();
        onTheWay = null;
        retryAtMs = 0;
        refusedSinceMs = Long.MAX_VALUE;
    }

    void refused(final long nowMs, final long retryAfterMs) {
        ready.addFirst(onTheWay);
        onTheWay = null;
        retryAtMs = nowMs + Math.max(1, Math.min(retryAfterMs, settings.longestRetryMs()));
        refusedSinceMs = Math.min(refusedSinceMs, nowMs);
    }

    /** What was refused need not wait any longer. */
    void retryNow() {
        retryAtMs = 0;
    }

    /** Full and refused for long: the others shall not wait for it. */
    boolean stuck(final long nowMs) {
        return !known() || refusedSinceMs <= nowMs && nowMs - refusedSinceMs >= settings.asideAfterMs();
    }

    /** Index before the first record of this lane that is not committed, {@link Long#MAX_VALUE} if none was read. */
    long pendingAfter() {
        long first = aside ? skippedAfter : Long.MAX_VALUE;
        if (onTheWay != null) {
            first = Math.min(first, onTheWay.indexBefore());
        }
        if (!ready.isEmpty()) {
            first = Math.min(first, ready.peek().indexBefore());
        }
        return buildingCount > 0 ? Math.min(first, buildingIndexBefore) : first;
    }

    @Override
    public String toString() {
        return "partition=" + partition + " committed=" + committed + " gathered=" + gathered + " grid=" + gridLast
                + " bytes=" + bytes + " onTheWay=" + (onTheWay != null) + " aside=" + aside
                + (pendingAfter() == EventQueue.NONE ? " fromStart" : "");
    }
}
