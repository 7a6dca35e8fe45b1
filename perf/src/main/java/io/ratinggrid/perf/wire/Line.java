package io.ratinggrid.perf.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.wire.FrameCodec;

/** A connection between two processes of a run, from its greeting on. One thread reads, one writes. */
public final class Line implements AutoCloseable {
    private static final int CONNECT_MS = 10_000;
    /** For one who connects and says nothing. */
    private static final int GREETING_MS = (int) TimeUnit.SECONDS.toMillis(5);
    /** For a process that was started and is busy, or has another's connection to end. */
    private static final int WELCOME_MS = (int) TimeUnit.MINUTES.toMillis(1);

    private final Socket socket;
    private final FrameReader in;
    private final FrameWriter out;

    private Line(final Socket socket) throws IOException {
        this.socket = socket;
        in = new FrameReader(socket.getInputStream());
        out = new FrameWriter(socket.getOutputStream());
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setSoTimeout(GREETING_MS);
    }

    /**
     * Connects and is welcomed.
     *
     * @throws IOException if nobody listens, or does not let it in
     */
    public static Line to(final String host, final int port, final Access access) throws IOException {
        final Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            final Line line = new Line(socket);
            socket.setSoTimeout(WELCOME_MS);
            access.greet(line.in, line.out);
            socket.setSoTimeout(0);
            return line;
        } catch (final IOException e) {
            socket.close();
            throw new IOException(host + ":" + port + " " + e.getMessage(), e);
        }
    }

    /** Of one who has connected, who is refused if the token is another; closes the socket then. */
    public static Line from(final Socket socket, final Access access) throws IOException {
        try {
            final Line line = new Line(socket);
            final String refusal = access.refusalOf(line.in);
            if (!refusal.isEmpty()) {
                line.out.write(sink -> FrameCodec.writeRefusal(sink, refusal));
                throw new IOException("refused: " + refusal);
            }
            line.out.write(sink -> FrameCodec.writeWelcome(sink, 0, ""));
            socket.setSoTimeout(0);
            return line;
        } catch (final IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            final String peer = String.valueOf(socket.getRemoteSocketAddress());
            socket.close();
            throw new IOException(peer + ": " + e.getMessage(), e);
        }
    }

    public FrameReader in() {
        return in;
    }

    public FrameWriter out() {
        return out;
    }

    /** Of this end. */
    public InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    /** For people. */
    public String peer() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    /** Any thread; ends a read and a write under way. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            // It is gone all the same.
        }
    }
}
