package io.ratinggrid.ingest.net;

import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/**
 * Settings of the way to a grid.
 *
 * @param name         of this gateway, for the logs of nodes
 * @param addresses    host:port of some nodes; the others are heard of from them
 * @param token        the secret that nodes ask for, empty for none
 * @param retryMs      milliseconds between attempts to reach a node, and after which a batch whose owner is not known is tried
 *                     again; default 50: a failover is over in less than a second, and should not wait for its gateway
 * @param silenceMs    milliseconds without a word after which a node is given up; default 2,000, beyond the pauses of a healthy
 *                     process; a ping goes out every quarter of it
 * @param tls          what connections to nodes are made with, empty for none: they are not secret then
 */
public record GridTransportSettings(
        String name, List<String> addresses, String token, int retryMs, int silenceMs, Optional<SSLContext> tls) {
    private static final int STANDARD_RETRY_MS = 50;
    private static final int STANDARD_SILENCE_MS = 2_000;

    public GridTransportSettings {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || retryMs < 1 || silenceMs < 4) {
            throw new IllegalArgumentException(
                    "addresses=" + addresses + " retryMs=" + retryMs + " silenceMs=" + silenceMs);
        }
    }

    public static GridTransportSettings standard(final String name, final List<String> addresses, final String token) {
        return new GridTransportSettings(
                name, addresses, token, STANDARD_RETRY_MS, STANDARD_SILENCE_MS, Optional.empty());
    }

    public GridTransportSettings withTls(final Optional<SSLContext> other) {
        return new GridTransportSettings(name, addresses, token, retryMs, silenceMs, other);
    }
}
