package io.ratinggrid.ingest;

import java.util.ArrayDeque;
import java.util.Deque;

import io.ratinggrid.ingest.queue.EventQueue;

/**
 * How long the oldest command that is not committed has waited, to a tenth of a second. Appends close in time are one mark;
 * when there are too many marks each two become one, so that memory is bounded and the oldest keeps its time. Any thread.
 */
final class PendingAge {
    private static final long CLOSE_MS = 100;
    private static final int MOST_MARKS = 4_096;

    /** All up to an index, from the mark before on, was appended at {@code sinceMs} or later. */
    private record Mark(long index, long sinceMs) {}

    private final int mostMarks;
    private Deque<Mark> marks = new ArrayDeque<>();
    private int incarnation;
    private long committed;

    PendingAge(final int incarnation, final long committed) {
        this(incarnation, committed, MOST_MARKS);
    }

    PendingAge(final int incarnation, final long committed, final int mostMarks) {
        this.incarnation = incarnation;
        this.committed = committed;
        this.mostMarks = mostMarks;
    }

    /** All up to {@code index} of the queue is appended. */
    synchronized void appended(final int into, final long index, final long nowMs) {
        if (into != incarnation
                || index <= committed
                || !marks.isEmpty() && index <= marks.peekLast().index()) {
            return;
        }
        final boolean close = !marks.isEmpty() && nowMs - marks.peekLast().sinceMs() < CLOSE_MS;
        marks.addLast(new Mark(index, close ? marks.pollLast().sinceMs() : nowMs));
        if (marks.size() > mostMarks) {
            thin();
        }
    }

    /** All up to {@code index} of the queue is committed. */
    synchronized void committedThrough(final int of, final long index) {
        if (of == incarnation) {
            committed = index;
            while (!marks.isEmpty() && marks.peekFirst().index() <= index) {
                marks.removeFirst();
            }
        }
    }

    /** Another queue took over what was not committed: all in it up to {@code index}, if there is any, is as old as the oldest. */
    synchronized void takenOver(final int by, final long index, final long nowMs) {
        final long sinceMs = marks.isEmpty() ? nowMs : marks.peekFirst().sinceMs();
        incarnation = by;
        committed = EventQueue.NONE;
        marks.clear();
        if (index != EventQueue.NONE) {
            marks.addLast(new Mark(index, sinceMs));
        }
    }

    /** 0 while nothing waits. */
    synchronized long oldestMs(final long nowMs) {
        return marks.isEmpty() ? 0 : Math.max(0, nowMs - marks.peekFirst().sinceMs());
    }

    private void thin() {
        final Deque<Mark> fewer = new ArrayDeque<>();
        while (marks.size() > 1) {
            final Mark earlier = marks.removeFirst();
            fewer.addLast(new Mark(marks.removeFirst().index(), earlier.sinceMs()));
        }
        fewer.addAll(marks);
        marks = fewer;
    }
}
