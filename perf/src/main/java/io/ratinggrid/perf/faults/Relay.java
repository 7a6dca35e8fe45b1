package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes connections at one address and carries them to another, byte by byte, as long as the ways there and back are whole. While one is cut nothing
 * comes by it, neither bytes nor an end nor, if either is, a connection; who waits for it is told nothing.
 */
final class Relay implements AutoCloseable {
    private static final int WAITING = 256;
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket listening;
    private final InetSocketAddress target;
    private final Way there;
    private final Way back;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Listens at once. */
    Relay(final InetAddress address, final int port, final InetSocketAddress target, final Way there, final Way back)
            throws IOException {
        this.listening = new ServerSocket(port, WAITING, address);
        this.target = target;
        this.there = there;
        this.back = back;
    }

    Relay start() {
        run("relay-" + listening.getLocalSocketAddress(), this::accept);
        return this;
    }

    @Override
    public void close() {
        close(listening);
        sockets.forEach(Relay::close);
    }

    private void accept() {
        try {
            while (true) {
                final Socket from = listening.accept();
                sockets.add(from);
                run("relay-" + from.getRemoteSocketAddress(), () -> connect(from));
            }
        } catch (final IOException e) {
            close();
        }
    }

    private void connect(final Socket from) {
        try {
            there.await();
            back.await();
            final Socket to = new Socket();
            sockets.add(to);
            to.connect(target);
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            run("relay-back-" + from.getRemoteSocketAddress(), () -> carry(to, from, back));
            carry(from, to, there);
        } catch (final IOException e) {
            end(from);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(final Socket from, final Socket to, final Way way) {
        final byte[] buffer = new byte[BUFFER_BYTES];
        try {
            try {
                final InputStream in = from.getInputStream();
                final OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    way.await();
                    out.write(buffer, 0, read);
                }
            } catch (final IOException e) {
                // One of both ends has ended; the other hears of it below.
            }
            way.await();
            end(from);
            end(to);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(final Socket socket) {
        sockets.remove(socket);
        close(socket);
    }

    private static void close(final AutoCloseable closing) {
        try {
            closing.close();
        } catch (final Exception e) {
            // It is gone all the same.
        }
    }

    private static void run(final String name, final Runnable task) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
