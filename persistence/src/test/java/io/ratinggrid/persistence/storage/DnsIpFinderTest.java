package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.junit.jupiter.api.Test;

final class DnsIpFinderTest {
    @Test
    void shouldFindAllAddressesOfAName() throws Exception {
        final List<InetSocketAddress> addresses =
                List.copyOf(new DnsIpFinder(List.of("localhost:7501")).getRegisteredAddresses());

        assertEquals(InetAddress.getAllByName("localhost").length, addresses.size());
        assertTrue(addresses.stream()
                .allMatch(address -> address.getAddress().isLoopbackAddress() && address.getPort() == 7501));
    }

    @Test
    void shouldFindNothingAtANameThatIsNotKnownYet() {
        assertEquals(
                List.of(new InetSocketAddress("127.0.0.1", 7502)),
                List.copyOf(new DnsIpFinder(List.of("no-such-service.invalid:7501", "127.0.0.1:7502"))
                        .getRegisteredAddresses()));
    }
}
