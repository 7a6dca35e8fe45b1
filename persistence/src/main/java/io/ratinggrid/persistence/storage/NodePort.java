package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports are settled before the node starts: Ignite reports a port in use late and leaves threads behind. */
final class NodePort {
    /** Below the range from which systems take ports for outgoing connections, so that none takes it meanwhile. */
    private static final int FIRST_FREE = 20_000;

    private static final int LAST_FREE = 32_000;
    private static final int ATTEMPTS = 1_000;

    private NodePort() {}

    /** The wanted port, or any free one for 0; for messages, the name of the setting. */
    static int settle(final String name, final int wanted, final String localAddress) {
        if (wanted != 0) {
            if (!isFree(wanted, localAddress)) {
                throw new IllegalStateException("port is in use: " + name + "=" + wanted + " localAddress="
                        + localAddress + "; stop what listens there or choose another");
            }
            return wanted;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            final int port = ThreadLocalRandom.current().nextInt(FIRST_FREE, LAST_FREE);
            if (isFree(port, localAddress)) {
                return port;
            }
        }
        throw new IllegalStateException("no port can be used: " + name + "=0 localAddress=" + localAddress);
    }

    private static boolean isFree(final int port, final String localAddress) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(localAddress), port));
            return true;
        } catch (final IOException e) {
            return false;
        }
    }
}
