package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports of this machine that nobody listens on. They are taken below the range from which systems take ports for outgoing
 * connections: a port of that range may be gone before it is opened. Any thread.
 */
public final class FreePorts {
    private static final int FIRST = 10_000;
    private static final int COUNT = 10_000;
    private static final int ATTEMPTS = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /**
     * At the loopback address, from 10,000 to 19,999; this process is never given the same twice. Another process may take it
     * before it is opened.
     *
     * @throws IllegalStateException if none was found
     */
    public static int one() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            final int port = find(FIRST, COUNT, InetAddress.getLoopbackAddress().getHostAddress());
            if (GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is left: " + GIVEN.size() + " were given");
    }

    /** Different ones, as {@link #one()}. */
    public static List<Integer> find(final int count) {
        return IntStream.range(0, count).mapToObj(i -> one()).toList();
    }

    /** One of {@code count} ports from {@code first} on. */
    static int find(final int first, final int count, final String address) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            final int port = first + ThreadLocalRandom.current().nextInt(count);
            if (isFree(port, address)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no port can be used: from " + first + " to " + (first + count - 1) + " localAddress=" + address);
    }

    static boolean isFree(final int port, final String address) {
        try {
            probe(port, address);
            return true;
        } catch (final IOException e) {
            return false;
        }
    }

    /**
     * Listens for a moment.
     *
     * @throws IOException if nobody can: the port is taken, or the address is not of this machine
     */
    public static void probe(final int port, final String address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        }
    }
}
