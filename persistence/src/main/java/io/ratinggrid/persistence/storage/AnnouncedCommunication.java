package io.ratinggrid.persistence.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;

/** Communication of a node that is reached by another name or address than it listens on; as {@link AnnouncedDiscovery}. */
final class AnnouncedCommunication extends TcpCommunicationSpi {
    private final String announced;

    AnnouncedCommunication(final String announced) {
        this.announced = announced;
    }

    @Override
    public Map<String, Object> getNodeAttributes() {
        final Map<String, Object> attributes = new HashMap<>(super.getNodeAttributes());
        attributes.put(createSpiAttributeName(ATTR_ADDRS), List.of(announced));
        attributes.put(createSpiAttributeName(ATTR_HOST_NAMES), List.of(announced));
        return attributes;
    }
}
