package io.ratinggrid.perf.generator;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.perf.rig.GeneratorOrder;
import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.Kind;
import io.ratinggrid.perf.wire.Line;

/** Where a generator waits for runs: one at a time, each with as many processes as it wants; others are told so. */
final class GeneratorPort implements AutoCloseable {
    /** A run that has ended clears its files away while the next one of the same verb connects. */
    private static final long CLEARED_MS = 10_000;

    private final ServerSocket server;
    private final Access access;
    private final Consumer<String> messages;
    private final Optional<Path> tokenFile;
    private final RunTurn turn = new RunTurn();
    private volatile boolean closed;

    GeneratorPort(
            final ServerSocket server,
            final Access access,
            final Optional<Path> tokenFile,
            final Consumer<String> messages) {
        this.server = server;
        this.tokenFile = tokenFile;
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
            final GeneratorOrder order = order(line);
            if (!turn.enter(socket.getInetAddress().getHostAddress() + " " + order.run(), CLEARED_MS)) {
                line.out().write(Kind.FAILURE, "another run is under way");
                return;
            }
            final String what = order.process() + " of " + line.peer();
            try {
                messages.accept(what + " begins");
                new GeneratorRun(line, order, tokenFile).run();
                messages.accept(what + " has ended");
            } finally {
                turn.leave();
            }
        } catch (final IOException | IllegalArgumentException e) {
            messages.accept(e.getMessage());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static GeneratorOrder order(final Line line) throws IOException {
        if (!line.in().next() || line.in().kind() != Kind.VERB) {
            throw new IOException(line.peer() + ": does not say what to start");
        }
        return GeneratorOrder.of(line.in().fields().getText());
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
