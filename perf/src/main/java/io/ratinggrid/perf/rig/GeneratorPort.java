package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.Kind;
import io.ratinggrid.perf.wire.Line;

/** Where a generator waits for runs: one at a time, others are told so. */
final class GeneratorPort implements AutoCloseable {
    /** A run that has ended clears its files away while the next one of the same verb connects. */
    private static final long CLEARED_S = 10;

    private final ServerSocket server;
    private final Access access;
    private final Consumer<String> messages;
    private final Semaphore free = new Semaphore(1);
    private volatile boolean closed;

    GeneratorPort(final ServerSocket server, final Access access, final Consumer<String> messages) {
        this.server = server;
        this.access = access;
        this.messages = messages;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns when it is closed, by another thread. */
    void serve() {
        while (!closed) {
            try {
                final Socket socket = server.accept();
                final Thread thread = new Thread(() -> take(socket), "run-" + socket.getRemoteSocketAddress());
                thread.setDaemon(true);
                thread.start();
            } catch (final IOException e) {
                if (!closed) {
                    messages.accept("connection cannot be taken: " + e);
                }
            }
        }
    }

    private void take(final Socket socket) {
        try (Line line = Line.from(socket, access)) {
            if (!free.tryAcquire(CLEARED_S, TimeUnit.SECONDS)) {
                line.out().write(Kind.FAILURE, "another run is under way");
                return;
            }
            try {
                messages.accept("run of " + line.peer() + " begins");
                new GeneratorRun(line, access).run();
                messages.accept("run of " + line.peer() + " has ended");
            } finally {
                free.release();
            }
        } catch (final IOException e) {
            messages.accept(e.getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
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
    }
}
