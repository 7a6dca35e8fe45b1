package io.ratinggrid.ingest.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import javax.net.ssl.SSLSocket;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.wire.FrameBuffer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;
import io.ratinggrid.rating.wire.Greeting;

/**
 * The connection to one node, made again whenever it is lost: a thread that connects and reads, and one that writes what is
 * enqueued, all that waits in one go. What is enqueued is bounded by the sender, which has one batch of a partition on the way,
 * and by the number of asks.
 */
final class GridLink implements NodeLink {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final String NOT_WELCOME =
            ": the connection ends before the node welcomes this gateway; if one has a"
                    + " tls setting both must have, with certificates that the other one trusts: ";

    private final GridAddress address;
    private final GridTransportSettings settings;
    private final Handler handler;
    private final LinkedBlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final Thread reader;
    private final Thread writer;
    private volatile Socket socket;
    private volatile OutputStream out;
    /** Of the reading thread: why the last attempt failed. */
    private String refusal = "";
    /** Of the reading thread: whether the last attempt got as far as a node. */
    private boolean reached;

    private volatile boolean up;
    private volatile boolean closed;

    GridLink(final GridAddress address, final GridTransportSettings settings, final Handler handler) {
        this.address = address;
        this.settings = settings;
        this.handler = handler;
        reader = new Thread(this::readForEver, "grid-reader-" + address);
        writer = new Thread(this::writeForEver, "grid-writer-" + address);
    }

    @Override
    public void start() {
        reader.setDaemon(true);
        writer.setDaemon(true);
        reader.start();
        writer.start();
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public void send(final Consumer<ByteSink> frame) {
        if (up) {
            outgoing.add(FrameCodec.frame(frame));
        }
    }

    @Override
    public void close() {
        closed = true;
        drop();
        LockSupport.unpark(reader);
        outgoing.add(new byte[0]);
    }

    private void readForEver() {
        while (!closed) {
            final String reason = connectAndRead();
            drop();
            if (up) {
                up = false;
                outgoing.clear();
                handler.onDown(this, reason);
            } else if (reached && !closed && !reason.equals(refusal)) {
                refusal = reason;
                handler.onRefused(reason);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(settings.retryMs()));
        }
    }

    private String connectAndRead() {
        reached = false;
        try (Socket connected = new Socket()) {
            connected.setTcpNoDelay(true);
            connected.setSoTimeout(settings.silenceMs());
            connected.connect(address.resolve(), settings.silenceMs());
            if (connected.getLocalSocketAddress().equals(connected.getRemoteSocketAddress())) {
                // Nobody listens, and the system gave this end the port that it looks for.
                return address + ": no node listens";
            }
            reached = true;
            // What is closed to end a read or a write is the socket below: TLS itself may wait for both.
            socket = connected;
            final Socket spoken = secured(connected);
            final DataInputStream in =
                    new DataInputStream(new BufferedInputStream(spoken.getInputStream(), BUFFER_BYTES));
            final FrameBuffer frames = new FrameBuffer();
            out = spoken.getOutputStream();
            greet(out);
            while (!closed) {
                final int length = Integer.reverseBytes(in.readInt());
                in.readFully(frames.room(length, FrameCodec.MOST_BYTES), 0, length);
                take(frames.frame());
            }
            return "closed";
        } catch (final ProtocolException e) {
            return address + ": " + e.getMessage();
        } catch (final IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return address + (reached && !up ? NOT_WELCOME : ": ") + e;
        }
    }

    private Socket secured(final Socket connected) throws IOException {
        if (settings.tls().isEmpty()) {
            return connected;
        }
        final SSLSocket secured = (SSLSocket)
                settings.tls().get().getSocketFactory().createSocket(connected, address.host(), address.port(), true);
        secured.startHandshake();
        return secured;
    }

    private void greet(final OutputStream out) throws IOException {
        final Greeting greeting = new Greeting(FrameCodec.VERSION, settings.name(), settings.token());
        out.write(FrameCodec.frame(sink -> FrameCodec.write(sink, greeting)));
        out.flush();
    }

    private void take(final ByteSource source) throws IOException {
        final FrameKind kind = FrameCodec.readKind(source);
        switch (kind) {
            case WELCOME -> {
                up = true;
                handler.onUp(this);
            }
            case REFUSAL -> throw new ProtocolException("refused: " + source.getText());
            case PONG -> {
                // It lives.
            }
            default -> NodeLink.hand(kind, source, this, handler);
        }
    }

    private void writeForEver() {
        final ByteSink ping = new ByteSink(16);
        FrameCodec.write(ping, FrameKind.PING);
        try {
            while (!closed) {
                final byte[] first = outgoing.poll(settings.silenceMs() / 4, TimeUnit.MILLISECONDS);
                if (up) {
                    write(first == null ? ping.copy() : first);
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(final byte[] first) {
        try {
            final OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
            for (byte[] next = first; next != null; next = outgoing.poll()) {
                buffered.write(next);
            }
            buffered.flush();
        } catch (final IOException e) {
            drop();
        }
    }

    /** Closes the socket, which ends the read under way. */
    private void drop() {
        final Socket connected = socket;
        if (connected != null) {
            try {
                connected.close();
            } catch (final IOException e) {
                // It is gone all the same.
            }
        }
    }
}
