package io.ratinggrid.node.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells what does not leave this machine. */
final class Loopbacks {
    private Loopbacks() {}

    /** False for a name that is not known. */
    static boolean isLoopback(final String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (final UnknownHostException e) {
            return false;
        }
    }
}
