package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports are settled before the node starts: Ignite reports a port in use late and leaves threads behind. Free ones are taken
 * below the range from which systems take ports for outgoing connections, and each kind from a range of its own: one that is
 * settled and not opened yet is not taken by the other.
 */
enum NodePort {
    DISCOVERY("discoveryPort", 20_000),
    COMMUNICATION("communicationPort", 26_000);

    private static final int FREE_PORTS = 6_000;
    private static final int ATTEMPTS = 1_000;

    /** For messages. */
    private final String setting;

    private final int firstFree;

    NodePort(final String setting, final int firstFree) {
        this.setting = setting;
        this.firstFree = firstFree;
    }

    /** The wanted port, or any free one for 0. */
    int settle(final int wanted, final String localAddress) {
        if (wanted != 0) {
            if (!isFree(wanted, localAddress)) {
                throw new IllegalStateException("port is in use: " + setting + "=" + wanted + " localAddress="
                        + localAddress + "; stop what listens there or choose another");
            }
            return wanted;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            final int port = firstFree + ThreadLocalRandom.current().nextInt(FREE_PORTS);
            if (isFree(port, localAddress)) {
                return port;
            }
        }
        throw new IllegalStateException("no port can be used: " + setting + "=0 localAddress=" + localAddress);
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
