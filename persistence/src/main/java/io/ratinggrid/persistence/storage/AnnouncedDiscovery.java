package io.ratinggrid.persistence.storage;

import java.io.Serializable;
import java.util.List;

import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.internal.TcpDiscoveryNode;

/**
 * Discovery of a node that is reached by another name or address than it listens on. Ignite's own way for that adds addresses to those that are
 * bound, which the others try first.
 */
final class AnnouncedDiscovery extends TcpDiscoverySpi {
    private final String announced;

    AnnouncedDiscovery(final String announced) {
        this.announced = announced;
    }

    @Override
    protected void initLocalNode(final int port, final boolean addExternal) {
        super.initLocalNode(port, addExternal);
        final TcpDiscoveryNode bound = locNode;
        locNode = new TcpDiscoveryNode(
                bound.id(), List.of(announced), List.of(announced), port, metricsProvider, locNodeVer, (Serializable)
                        bound.consistentId());
        locNode.setAttributes(bound.getAttributes());
        locNode.local(true);
    }
}
