package io.ratinggrid.perf.wire;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;

/**
 * The way of events to the gateway process, and of its answers back. One thread sends, and waits in its call while the gateway takes nothing; a
 * thread of its own reads answers.
 */
public final class EventLine implements AutoCloseable {
    /** Longer than any recovery that is measured. */
    private static final int PATIENCE_S = 300;

    private static final long LOOK_MS = 1_000;

    private final Line line;
    private final LongConsumer answered;
    private final long patienceNs;
    private long timed;
    private long answers;
    private boolean done;
    private String ended = "";
    private long heardNs;

    /** {@code answered}: told the moment that a timed event came with, by the reading thread. */
    public EventLine(final Line line, final LongConsumer answered) {
        this(line, answered, PATIENCE_S);
    }

    /** {@code patienceS}: seconds without any answer after which one that is waited for counts as missing. */
    EventLine(final Line line, final LongConsumer answered, final int patienceS) {
        this.line = line;
        this.answered = answered;
        patienceNs = TimeUnit.SECONDS.toNanos(patienceS);
    }

    public EventLine start() {
        final Thread thread = new Thread(this::read, "answers-" + line.peer());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Sends an event, with others. */
    public void send(final Command command) throws IOException {
        CommandCodec.encode(command, line.out().begin(Kind.EVENT));
        line.out().end();
    }

    /** Sends one that is answered when it is committed, by {@link #flush} at the latest; {@code dueNs}: when it was to be sent. */
    public void sendTimed(final Command command, final long dueNs) throws IOException {
        line.out().begin(Kind.TIMED).putLong(dueNs);
        CommandCodec.encode(command, line.out().sink());
        line.out().end();
        timed++;
    }

    /** Sends what is gathered. */
    public void flush() throws IOException {
        line.out().flush();
    }

    /** Waits until all that was sent is in the gateway's queue. */
    public void awaitAccepted() throws IOException, InterruptedException {
        await(Kind.ACCEPTED);
    }

    /** Waits until all that was sent is committed, and answered if it was timed. */
    public void awaitCommitted() throws IOException, InterruptedException {
        await(Kind.COMMITTED);
    }

    private void await(final Kind question) throws IOException, InterruptedException {
        line.out().write(question);
        synchronized (this) {
            heardNs = System.nanoTime();
            while ((!done || question == Kind.COMMITTED && answers < timed) && ended.isEmpty()) {
                giveUpAfterPatience(question);
                wait(Math.min(LOOK_MS, TimeUnit.NANOSECONDS.toMillis(patienceNs)));
            }
            if (!ended.isEmpty()) {
                throw new IOException("the gateway at " + line.peer() + " takes no more: " + ended);
            }
            done = false;
        }
    }

    /** Only timed events are answered one by one. */
    private void giveUpAfterPatience(final Kind question) throws IOException {
        if (question == Kind.COMMITTED && answers < timed && System.nanoTime() - heardNs > patienceNs) {
            throw new IOException("answers are missing: of timed=" + timed + " events answered=" + answers
                    + ", and nothing came from the gateway at " + line.peer() + " for s="
                    + TimeUnit.NANOSECONDS.toSeconds(patienceNs));
        }
    }

    private void read() {
        String reason = "the connection has ended, see its log";
        try {
            final FrameReader in = line.in();
            while (in.next()) {
                take(in.kind(), in);
            }
        } catch (final IOException | RuntimeException e) {
            reason = e.toString();
        }
        synchronized (this) {
            ended = reason;
            notifyAll();
        }
    }

    private void take(final Kind kind, final FrameReader in) {
        switch (kind) {
            case ANSWER -> {
                answered.accept(in.fields().getLong());
                synchronized (this) {
                    answers++;
                    heardNs = System.nanoTime();
                    notifyAll();
                }
            }
            case DONE -> {
                synchronized (this) {
                    done = true;
                    notifyAll();
                }
            }
            default -> throw new IllegalArgumentException("frameKind=" + kind + " is not for a generator");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
