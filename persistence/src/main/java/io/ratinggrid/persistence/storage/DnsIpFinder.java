package io.ratinggrid.persistence.storage;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.ignite.spi.discovery.tcp.ipfinder.TcpDiscoveryIpFinderAdapter;

/**
 * Finds nodes at all addresses that names have now, looked up anew at each call: a headless service of Kubernetes is a name whose
 * addresses come and go with its pods. Any thread.
 */
final class DnsIpFinder extends TcpDiscoveryIpFinderAdapter {
    private final List<String> names;

    /** Names are "host:port". */
    DnsIpFinder(final List<String> names) {
        this.names = List.copyOf(names);
        setShared(true);
    }

    /** A name that is not known has no addresses yet. */
    @Override
    public Collection<InetSocketAddress> getRegisteredAddresses() {
        final List<InetSocketAddress> addresses = new ArrayList<>();
        for (final String name : names) {
            final int colon = name.lastIndexOf(':');
            final int port = Integer.parseInt(name.substring(colon + 1));
            try {
                for (final InetAddress address : InetAddress.getAllByName(name.substring(0, colon))) {
                    addresses.add(new InetSocketAddress(address, port));
                }
            } catch (final UnknownHostException e) {
                continue;
            }
        }
        return addresses;
    }

    @Override
    public void registerAddresses(final Collection<InetSocketAddress> addresses) {
        // The name service registers them.
    }

    @Override
    public void unregisterAddresses(final Collection<InetSocketAddress> addresses) {
        // The name service forgets them.
    }
}
