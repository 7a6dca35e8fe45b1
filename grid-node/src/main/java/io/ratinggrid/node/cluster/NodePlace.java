package io.ratinggrid.node.cluster;

/**
 * Where a node is in the network.
 *
 * @param address           where it listens: an address of this machine
 * @param announced         name or address by which others reach it on the same ports, each looking the name up by itself; empty: by
 *     {@code address}
 * @param discoveryPort     where the other nodes find it
 * @param communicationPort where they send it entries and images, 0 for any free port
 * @param gatewayPort       where it takes streams, 0 for any free port
 */
public record NodePlace(String address, String announced, int discoveryPort, int communicationPort, int gatewayPort) {
    /** One that is reached where it listens. */
    public static NodePlace at(final String address, final int discoveryPort, final int gatewayPort) {
        return new NodePlace(address, "", discoveryPort, 0, gatewayPort);
    }

    /** By what others reach it. */
    String reachedAt() {
        return announced.isEmpty() ? address : announced;
    }
}
