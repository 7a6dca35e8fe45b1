package io.ratinggrid.node.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells what does not leave this machine. */
public final class Loopbacks {
    private Loopbacks() {}

    /** Whether an address can be reached from this machine alone. */
    public static boolean isLoopback(final String address) throws UnknownHostException {
        return InetAddress.getByName(address).isLoopbackAddress();
    }

    /** The same of a name that may not be known: then it is elsewhere. */
    static boolean isKnownLoopback(final String host) {
        try {
            return isLoopback(host);
        } catch (final UnknownHostException e) {
            return false;
        }
    }
}
