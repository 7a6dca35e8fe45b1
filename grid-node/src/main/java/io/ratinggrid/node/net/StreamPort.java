package io.ratinggrid.node.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.Transport;

/** Listens for gateways. Each connection is one stream; all are told when partitions open and close here. Any thread. */
public final class StreamPort implements AutoCloseable {
    private final StreamPortSettings settings;
    private final Supplier<Transport> transports;
    private final AskRoute asks;
    private final Supplier<Routes> routes;
    private final Consumer<String> messages;
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();
    private final BatchBuffers buffers = new BatchBuffers();
    private ServerSocket server;
    private volatile boolean closed;

    /**
     * {@code transports} makes the way to the owners for one stream; {@code asks} is the way of what gateways ask; {@code routes}
     * says what there is now.
     */
    public StreamPort(
            final StreamPortSettings settings,
            final Supplier<Transport> transports,
            final AskRoute asks,
            final Supplier<Routes> routes,
            final Consumer<String> messages) {
        this.settings = settings;
        this.transports = transports;
        this.asks = asks;
        this.routes = routes;
        this.messages = messages;
    }

    /**
     * Takes the port; who connects has to wait.
     *
     * @throws IOException if the port is taken, or the address is not of this machine
     */
    public StreamPort bind() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (final BindException e) {
            throw new IOException("gatewayPort=" + settings.port() + " cannot be used at address=" + settings.host()
                    + ": " + e.getMessage() + "; stop what listens there or choose another");
        }
        return this;
    }

    /** Begins to serve. */
    public void start() {
        final Thread acceptor = new Thread(this::accept, "streams-" + server.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** The port that it listens on, also where the settings left the choice to the system. */
    public int port() {
        return server.getLocalPort();
    }

    /** Tells every sender the present routes. */
    public void announce() {
        connections.forEach(StreamConnection::announce);
    }

    @Override
    public void close() {
        closed = true;
        try {
            server.close();
        } catch (final IOException e) {
            messages.accept("port cannot be closed: " + e);
        }
        connections.forEach(StreamConnection::close);
    }

    private void accept() {
        while (!closed) {
            try {
                take(server.accept());
            } catch (final IOException e) {
                if (!closed) {
                    messages.accept("connection cannot be taken: " + e);
                }
            }
        }
    }

    private void take(final Socket socket) {
        final StreamConnection connection = new StreamConnection(
                socket, settings, transports.get(), asks, routes, messages, connections::remove, buffers);
        connections.add(connection);
        connection.start();
    }
}
