package io.ratinggrid.perf.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of this machine that nobody listens on, at its loopback address. */
public final class FreePorts {
    private FreePorts() {}

    public static int one() throws IOException {
        return find(1).get(0);
    }

    /** Different ones; another process may take them before they are used. */
    public static List<Integer> find(final int count) throws IOException {
        final List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (final ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
