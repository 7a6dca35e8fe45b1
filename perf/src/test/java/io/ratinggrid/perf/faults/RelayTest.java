package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes by a relay, and what waits while it is cut, in real sockets. */
final class RelayTest {
    private static final int PATIENCE_MS = 10_000;
    /** In which nothing comes. */
    private static final int QUIET_MS = 150;

    private final Way there = new Way();
    private final Way back = new Way();
    private ServerSocket server;
    private Relay relay;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        final InetAddress here = InetAddress.getLoopbackAddress();
        server = new ServerSocket(0, 1, here);
        server.setSoTimeout(PATIENCE_MS);
        address = new InetSocketAddress(here, FreePorts.one());
        relay = new Relay(here, address.getPort(), new InetSocketAddress(here, server.getLocalPort()), there, back)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void shouldCarryBothWays() throws IOException {
        try (Socket client = client();
                Socket served = server.accept()) {
            assertComes(client, served, "there");
            assertComes(served, client, "and back");
        }
    }

    @Test
    void shouldHoldWhatIsSentOnACutWayAndNothingElse() throws IOException {
        try (Socket client = client();
                Socket served = server.accept()) {
            assertComes(client, served, "whole");
            there.cut(true);
            write(client, "later");
            assertNothingComes(served);
            assertComes(served, client, "the other way");
            there.cut(false);
            assertEquals("later", read(served, 5));
        }
    }

    @Test
    void shouldConnectNobodyWhileEitherWayIsCut() throws IOException {
        back.cut(true);
        try (Socket client = client()) {
            server.setSoTimeout(QUIET_MS);
            assertThrows(SocketTimeoutException.class, () -> server.accept());
            server.setSoTimeout(PATIENCE_MS);
            back.cut(false);
            try (Socket served = server.accept()) {
                assertComes(client, served, "at last");
            }
        }
    }

    @Test
    void shouldTellOfAnEndWhenTheWayIsWhole() throws IOException {
        try (Socket client = client();
                Socket served = server.accept()) {
            assertComes(client, served, "whole");
            there.cut(true);
            client.shutdownOutput();
            assertNothingComes(served);
            there.cut(false);
            served.setSoTimeout(PATIENCE_MS);
            assertEquals(-1, served.getInputStream().read());
        }
    }

    private Socket client() throws IOException {
        final Socket client = new Socket();
        client.connect(address, PATIENCE_MS);
        return client;
    }

    private static void assertComes(final Socket from, final Socket to, final String text) throws IOException {
        write(from, text);
        assertEquals(text, read(to, text.length()));
    }

    private static void assertNothingComes(final Socket socket) throws IOException {
        socket.setSoTimeout(QUIET_MS);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
    }

    private static void write(final Socket socket, final String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(final Socket socket, final int bytes) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }
}
