package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

    @Test
    void shouldGiveNoPortTwiceAndNoneThatOutgoingConnectionsTake() {
        final List<Integer> ports = FreePorts.find(1_000);
        assertEquals(1_000, new HashSet<>(ports).size());
        assertTrue(ports.stream().allMatch(port -> port >= 10_000 && port < 20_000), ports::toString);
    }

    @Test
    void shouldNotGiveAPortThatIsListenedOn() throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePorts.one(), 1, InetAddress.getLoopbackAddress())) {
            assertFalse(FreePorts.isFree(taken.getLocalPort(), LOOPBACK));
            assertThrows(IllegalStateException.class, () -> FreePorts.find(taken.getLocalPort(), 1, LOOPBACK));
        }
    }
}
