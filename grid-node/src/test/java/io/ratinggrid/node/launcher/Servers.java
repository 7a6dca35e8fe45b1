package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;

import org.springframework.context.ConfigurableApplicationContext;

/** Nodes and gateways in this process; stopped last first. One thread. */
final class Servers implements AutoCloseable {
    private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();

    void add(final ConfigurableApplicationContext context) {
        contexts.push(context);
    }

    @Override
    public void close() {
        while (!contexts.isEmpty()) {
            contexts.pop().close();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
