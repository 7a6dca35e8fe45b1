package io.ratinggrid.node.net;

import java.util.Optional;

import javax.net.ssl.SSLContext;

/**
 * Settings of the port where a node takes streams.
 *
 * @param host       address to listen on
 * @param port       port to listen on, 0 for any free one
 * @param token      the secret that gateways must know, empty for none
 * @param node       name of this node, for the logs of gateways
 * @param partitions of the grid
 * @param silenceMs  milliseconds without a word after which a gateway is given up; default 10,000: its queue keeps what it has
 * @param tls        what gateways are spoken to with, who must have a certificate that it trusts; empty for none
 */
public record StreamPortSettings(
        String host, int port, String token, String node, int partitions, int silenceMs, Optional<SSLContext> tls) {
    /** Default of {@code silenceMs}. */
    public static final int STANDARD_SILENCE_MS = 10_000;
}
