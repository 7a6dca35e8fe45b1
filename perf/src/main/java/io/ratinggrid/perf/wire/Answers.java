package io.ratinggrid.perf.wire;

import java.io.IOException;

import io.ratinggrid.rating.ByteSink;

/** Answers on their way to who sent the events: any thread adds, one thread writes all that waits in one go. */
final class Answers {
    private static final int STANDARD_BYTES = 1 << 12;

    private final Line line;
    private ByteSink waiting = new ByteSink(STANDARD_BYTES);
    private ByteSink writing = new ByteSink(STANDARD_BYTES);
    private boolean done;
    private boolean closed;

    Answers(final Line line) {
        this.line = line;
    }

    Answers start() {
        final Thread thread = new Thread(this::write, "answers-" + line.peer());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** A timed event is committed. */
    synchronized void add(final long dueNs) {
        waiting.putLong(dueNs);
        notifyAll();
    }

    /** What was asked for has come about. */
    synchronized void done() {
        done = true;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void write() {
        try {
            while (true) {
                final boolean told = swap();
                if (writing.length() == 0 && !told) {
                    return;
                }
                for (int at = 0; at < writing.length(); at += Long.BYTES) {
                    line.out().begin(Kind.ANSWER).putBytes(writing.bytes(), at, Long.BYTES);
                    line.out().end();
                }
                writing.truncate(0);
                if (told) {
                    line.out().write(Kind.DONE);
                }
                line.out().flush();
            }
        } catch (final IOException e) {
            line.close();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something to write; nothing is there when all has ended. */
    private synchronized boolean swap() throws InterruptedException {
        while (waiting.length() == 0 && !done && !closed) {
            wait();
        }
        final ByteSink filled = waiting;
        waiting = writing;
        writing = filled;
        final boolean told = done;
        done = false;
        return told;
    }
}
