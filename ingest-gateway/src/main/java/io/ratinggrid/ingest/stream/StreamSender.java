package io.ratinggrid.ingest.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.ingest.queue.QueueFailedException;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;
import io.ratinggrid.seam.Clock;
import io.ratinggrid.seam.Scheduler;

/**
 * Sends what is in the queue until all of it is committed: a state machine that is stepped by answers and ticks on the
 * scheduler's thread, without threads, locks or waiting of its own. {@link #start}, {@link #wake}, {@link #close} and the
 * answers may come from any thread.
 */
public final class StreamSender implements ReplyHandler {
    /** Where a sender stands. */
    public enum State {
        NEW,
        CONNECTING,
        OPEN,
        /** Stopped for good, by a {@link StreamFault}. */
        FAULTED,
        CLOSED
    }

    private final StreamHello hello;
    private final NumberedQueue numbers;
    private final EventQueue queue;
    private final Transport transport;
    private final Scheduler scheduler;
    private final Clock clock;
    private final SenderSettings settings;
    private final StreamListener listener;

    private final Lane[] lanes;
    private final LaneFeed feed;
    private final SideReader side;
    private final ArrayDeque<Lane> listed = new ArrayDeque<>();
    private final List<Lane> fed = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final BatchPace pace;

    private volatile State state = State.NEW;
    private QueueCursor cursor;
    private long indexBefore;
    private boolean held;
    /** A wake is due when the next batch may be sent. */
    private boolean paced;

    private long committedThrough;
    private long askedAtMs;

    /** {@code committed}: how far answers were kept; its index is one that {@link StreamListener#committedThrough} gave. */
    public StreamSender(
            final StreamHello hello,
            final NumberedQueue numbers,
            final StreamPoint committed,
            final Transport transport,
            final Scheduler scheduler,
            final Clock clock,
            final SenderSettings settings,
            final SourceNames sources,
            final StreamListener listener) {
        this.hello = hello;
        this.numbers = numbers;
        this.queue = numbers.queue();
        this.transport = transport;
        this.scheduler = scheduler;
        this.clock = clock;
        this.settings = settings;
        this.listener = listener;
        committedThrough = committed.index();
        pace = new BatchPace(settings.batchesPerSecond());
        lanes = new Lane[hello.partitions()];
        final SinkPool pool = new SinkPool();
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(i, hello, settings, pool, sources, committed);
        }
        feed = new LaneFeed(lanes);
        side = new SideReader(queue, feed);
    }

    public void start() {
        scheduler.execute(() -> {
            connect();
            tick();
        });
    }

    /** More may be readable in the queue. Cheap; repeated calls before the sender's turn are one. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            scheduler.execute(this::pump);
        }
    }

    public void close() {
        scheduler.execute(() -> {
            if (state != State.FAULTED) {
                state = State.CLOSED;
            }
            closeCursors();
        });
    }

    public State state() {
        return state;
    }

    @Override
    public void onConnected(final StreamPositions positions) {
        scheduler.execute(() -> guarded(() -> connected(positions)));
    }

    @Override
    public void onReply(final PartitionReply reply) {
        scheduler.execute(() -> guarded(() -> replied(reply)));
    }

    @Override
    public void onOpen(final int partition) {
        scheduler.execute(() -> guarded(() -> {
            lanes[partition].retryNow();
            list(lanes[partition]);
            wake();
        }));
    }

    @Override
    public void onDisconnected(final String reason) {
        scheduler.execute(() -> {
            if (state == State.OPEN) {
                state = State.CONNECTING;
            }
        });
    }

    // -- connecting

    private void connect() {
        if (state == State.FAULTED || state == State.CLOSED) {
            return;
        }
        state = State.CONNECTING;
        ask();
    }

    private void ask() {
        askedAtMs = nowMs();
        transport.connect(hello, this);
    }

    private void connected(final StreamPositions positions) {
        switch (positions.outcome()) {
            case OPEN -> {
                if (positions.lastNumbers().length == lanes.length) {
                    opened(positions);
                } else {
                    fault(
                            StreamFault.REFUSED,
                            "partitions=" + positions.lastNumbers().length + " mine=" + lanes.length);
                }
            }
            case FENCED -> fault(StreamFault.FENCED, positions.message());
            case REFUSED -> fault(StreamFault.REFUSED, positions.message());
            case UNAVAILABLE -> {
                // The tick asks again.
            }
        }
    }

    private void opened(final StreamPositions positions) {
        if (state == State.CONNECTING) {
            startOver();
            state = State.OPEN;
        }
        for (final Lane lane : lanes) {
            if (!lane.known()) {
                compare(
                        lane,
                        positions.lastNumbers()[lane.partition()],
                        positions.checksums()[lane.partition()]);
            }
        }
        pump();
    }

    /** Reads again from what is committed: what was on the way may be committed or not, the grid's numbers tell. */
    private void startOver() {
        closeCursors();
        listed.clear();
        for (final Lane lane : lanes) {
            lane.forget();
            lane.listed = false;
            lane.gridAt(StreamPositions.UNKNOWN, 0);
        }
        cursor = queue.cursorAfter(committedThrough);
    }

    private void compare(final Lane lane, final long number, final long checksum) {
        final int partition = lane.partition();
        if (number == StreamPositions.UNKNOWN || number >= lane.committed()) {
            lane.notBehind();
        }
        if (number == StreamPositions.UNKNOWN) {
            return;
        }
        if (number < lane.committed()) {
            behind(lane, number);
        } else if (number > numbers.number(partition)) {
            fault(
                    StreamFault.GRID_AHEAD,
                    "partition=" + partition + " grid=" + number + " queue=" + numbers.number(partition));
        } else if (number == lane.committed() && checksum != lane.committedChecksum()) {
            fault(
                    StreamFault.DIFFERENT,
                    "partition=" + partition + " number=" + number + " checksum=" + lane.committedChecksum()
                            + " gridChecksum=" + checksum);
        } else {
            lane.gridAt(number, checksum);
        }
    }

    /** Who was its owner and does not know that the others went on may say so: asked again until that cannot be any more. */
    private void behind(final Lane lane, final long number) {
        final long sinceMs = lane.behindSince(nowMs());
        if (nowMs() - sinceMs >= settings.behindMs()) {
            fault(
                    StreamFault.GRID_BEHIND,
                    "partition=" + lane.partition() + " grid=" + number + " committed=" + lane.committed() + " forMs="
                            + (nowMs() - sinceMs));
        }
    }

    // -- answers

    private void replied(final PartitionReply reply) {
        final Lane lane = reply.partition() >= 0 && reply.partition() < lanes.length ? lanes[reply.partition()] : null;
        final PartitionBatch batch = lane == null ? null : lane.onTheWay();
        if (state != State.OPEN || batch == null || !reply.answers(batch)) {
            return;
        }
        switch (reply.outcome()) {
            case COMMITTED, REPEATED -> committed(lane, batch, reply);
            case BUSY, NOT_OWNER, NOT_ENOUGH_COPIES, PARTITION_LOST -> lane.refused(nowMs(), reply.retryAfterMs());
            case GAP -> connect();
            case MISMATCH -> fault(StreamFault.DIFFERENT, "grid=" + reply.expectedNumber() + " " + lane);
            case FENCED -> fault(StreamFault.FENCED, lane.toString());
        }
        list(lane);
        wake();
    }

    private void committed(final Lane lane, final PartitionBatch batch, final PartitionReply reply) {
        final boolean forgotten = reply.outcome() == PartitionReply.Outcome.REPEATED && reply.codes().length == 0;
        if (reply.codes().length != batch.count() && !forgotten) {
            throw new IllegalStateException("codes=" + reply.codes().length + " count=" + batch.count() + " " + lane);
        }
        listener.answered(batch, reply);
        lane.committedOnTheWay();
    }

    // -- reading and sending

    private void pump() {
        woken.set(false);
        if (state == State.OPEN) {
            guarded(this::readAndSend);
        }
    }

    private void readAndSend() {
        final long nowMs = nowMs();
        final boolean moreMain = readMain(nowMs);
        final boolean moreAside = side.lanes() > 0 && side.read(settings.pumpRecords(), mainIndex(), nowMs, fed);
        fed.forEach(this::list);
        fed.clear();
        send(nowMs);
        if (moreMain || moreAside) {
            wake();
        }
    }

    private boolean readMain(final long nowMs) {
        for (int i = 0; i < settings.pumpRecords(); i++) {
            if (!held) {
                indexBefore = cursor.index();
                if (cursor.next() == EventQueue.NONE) {
                    return false;
                }
            }
            held = !take(nowMs);
            if (held) {
                return false;
            }
        }
        return true;
    }

    private boolean take(final long nowMs) {
        final Lane lane = feed.laneOf(cursor);
        if (lane.aside || feed.isGathered(lane, cursor)) {
            return true;
        }
        if (feed.hasRoom(lane, cursor)) {
            feed.gather(lane, cursor, indexBefore);
            list(lane);
            return true;
        }
        if (lane.stuck(nowMs)) {
            side.setAside(lane, indexBefore);
            return true;
        }
        return false;
    }

    /** The last record that the main cursor is through with. */
    private long mainIndex() {
        return held ? indexBefore : cursor.index();
    }

    private void list(final Lane lane) {
        if (!lane.listed) {
            lane.listed = true;
            listed.add(lane);
        }
    }

    private void send(final long nowMs) {
        for (Lane lane = listed.peek(); lane != null; lane = listed.peek()) {
            if (lane.canSend(nowMs)) {
                if (!pace.take(clock.nanoTime())) {
                    wakeLater();
                    return;
                }
                transport.send(lane.send(nowMs));
            }
            listed.remove();
            lane.listed = false;
        }
    }

    /** Who was listed first is sent first; until then it gathers. */
    private void wakeLater() {
        if (!paced) {
            paced = true;
            scheduler.schedule(pace.waitMs(clock.nanoTime()), () -> {
                paced = false;
                wake();
            });
        }
    }

    // -- time

    private void tick() {
        if (state == State.FAULTED || state == State.CLOSED) {
            return;
        }
        guarded(this::look);
        scheduler.schedule(settings.tickMs(), this::tick);
    }

    private void look() {
        final long nowMs = nowMs();
        boolean unknown = state == State.CONNECTING;
        for (final Lane lane : lanes) {
            unknown |= !lane.known();
            final PartitionBatch overdue = state == State.OPEN ? lane.overdue(nowMs) : null;
            if (overdue != null) {
                transport.send(overdue);
            }
            list(lane);
        }
        if (unknown && nowMs - askedAtMs >= settings.reconnectMs()) {
            ask();
        }
        if (state == State.OPEN) {
            tellCommitted();
            wake();
        }
    }

    private void tellCommitted() {
        long through = mainIndex();
        for (final Lane lane : lanes) {
            through = Math.min(through, lane.pendingAfter());
        }
        if (through > committedThrough) {
            committedThrough = through;
            listener.committedThrough(through);
        }
    }

    private long nowMs() {
        return clock.nanoTime() / 1_000_000;
    }

    // -- the end

    private void guarded(final Runnable step) {
        if (state == State.FAULTED || state == State.CLOSED) {
            return;
        }
        try {
            step.run();
        } catch (final LaneFeed.DifferentException e) {
            fault(StreamFault.DIFFERENT, e.getMessage());
        } catch (final QueueFailedException e) {
            fault(StreamFault.QUEUE_DAMAGED, e.getMessage());
        } catch (final RuntimeException e) {
            fault(StreamFault.FAILED, e.toString());
        }
    }

    private void fault(final StreamFault fault, final String message) {
        if (state != State.FAULTED && state != State.CLOSED) {
            state = State.FAULTED;
            closeCursors();
            listener.faulted(fault, message);
        }
    }

    private void closeCursors() {
        side.clear();
        held = false;
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
