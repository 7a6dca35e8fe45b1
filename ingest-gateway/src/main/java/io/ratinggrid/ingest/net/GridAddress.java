package io.ratinggrid.ingest.net;

import java.net.InetSocketAddress;

/** Where a node takes streams. */
record GridAddress(String host, int port) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static GridAddress of(final String text) {
        final int colon = text.lastIndexOf(':');
        final int port = colon < 1 ? -1 : portOf(text.substring(colon + 1));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("address=" + text + " must be host:port, as in 127.0.0.1:7400");
        }
        return new GridAddress(text.substring(0, colon), port);
    }

    private static int portOf(final String text) {
        try {
            return Integer.parseInt(text);
        } catch (final NumberFormatException e) {
            return -1;
        }
    }

    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
