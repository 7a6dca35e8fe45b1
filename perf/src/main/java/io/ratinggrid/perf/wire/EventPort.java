package io.ratinggrid.perf.wire;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.function.Consumer;

/** Where a gateway process takes events: of one connection at a time, others wait for its end. Any thread. */
public final class EventPort implements AutoCloseable {
    private final ServerSocket server;
    private final Access access;
    private final EventTaker taker;
    private final int partitions;
    private final int batch;
    private final Consumer<String> messages;
    private volatile Line current;
    private volatile boolean closed;

    /** {@code batch}: events that are handed over at once; {@code messages}: for people, of what ends before it should. */
    public EventPort(
            final ServerSocket server,
            final Access access,
            final EventTaker taker,
            final int partitions,
            final int batch,
            final Consumer<String> messages) {
        this.server = server;
        this.access = access;
        this.taker = taker;
        this.partitions = partitions;
        this.batch = batch;
        this.messages = messages;
    }

    public EventPort start() {
        final Thread thread = new Thread(this::serve, "events-" + port());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!closed) {
            try (Line line = Line.from(server.accept(), access)) {
                current = line;
                new EventConnection(line, taker, partitions, batch).read();
            } catch (final IOException | RuntimeException e) {
                if (!closed) {
                    messages.accept("events end: " + e);
                }
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (final IOException e) {
            messages.accept("port cannot be closed: " + e);
        }
        if (current != null) {
            current.close();
        }
    }
}
