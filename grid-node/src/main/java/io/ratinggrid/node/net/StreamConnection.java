package io.ratinggrid.node.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.wire.FrameBuffer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;
import io.ratinggrid.rating.wire.Greeting;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.Transport;

/**
 * One gateway's connection: a thread that reads and hands on, and one that writes what is enqueued, all that waits in one go.
 * What is enqueued is bounded by what the gateway has on the way: one batch of each partition, and a number of asks.
 */
final class StreamConnection {
    /** Of who may not be admitted: a name and a token. */
    private static final int MOST_GREETING_BYTES = 8 * 1024;

    private static final int BUFFER_BYTES = 1 << 18;
    private static final byte[] END = {};

    private final Socket socket;
    private final StreamPortSettings settings;
    private final Transport transport;
    private final GatewaySession session;
    private final Consumer<String> messages;
    private final Consumer<StreamConnection> ended;
    private final LinkedBlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    /** Of the reading thread. */
    private final FrameBuffer frames = new FrameBuffer();
    /** Set before the writing thread begins. */
    private OutputStream out;

    StreamConnection(
            final Socket socket,
            final StreamPortSettings settings,
            final Transport transport,
            final AskRoute asks,
            final Supplier<Routes> routes,
            final Consumer<String> messages,
            final Consumer<StreamConnection> ended,
            final BatchBuffers buffers) {
        this.socket = socket;
        this.settings = settings;
        this.transport = transport;
        session = new GatewaySession(transport, asks, routes, outgoing::add, this::close, buffers);
        this.messages = messages;
        this.ended = ended;
    }

    void start() {
        final String name = String.valueOf(socket.getRemoteSocketAddress());
        daemon(this::read, "stream-reader-" + name);
    }

    /** Tells the present routes. */
    void announce() {
        session.announce();
    }

    void close() {
        try {
            socket.close();
        } catch (final IOException e) {
            messages.accept(socket.getRemoteSocketAddress() + ": " + e);
        }
    }

    private static void daemon(final Runnable task, final String name) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(settings.silenceMs());
            final Socket spoken = secured();
            out = spoken.getOutputStream();
            daemon(this::write, "stream-writer-" + socket.getRemoteSocketAddress());
            final DataInputStream in =
                    new DataInputStream(new BufferedInputStream(spoken.getInputStream(), BUFFER_BYTES));
            if (admit(readFrame(in, MOST_GREETING_BYTES))) {
                announce();
                while (true) {
                    session.take(readFrame(in, FrameCodec.MOST_BYTES));
                }
            }
        } catch (final EOFException e) {
            // The gateway has gone.
        } catch (final SSLException e) {
            messages.accept("gateway at " + socket.getRemoteSocketAddress()
                    + " is refused: TLS with it fails, its certificate or this node's is not trusted, or it has no tls"
                    + " setting: " + e.getMessage());
        } catch (final IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            messages.accept("stream from " + socket.getRemoteSocketAddress() + " ends: " + e);
        } finally {
            transport.close();
            ended.accept(this);
            outgoing.add(END);
        }
    }

    /** What is closed to end a read or a write is the socket below: TLS itself may wait for both. */
    private Socket secured() throws IOException {
        if (settings.tls().isEmpty()) {
            return socket;
        }
        final SSLSocket secured = (SSLSocket) settings.tls()
                .get()
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(true);
        secured.startHandshake();
        return secured;
    }

    private ByteSource readFrame(final DataInputStream in, final int mostBytes) throws IOException {
        final int length = Integer.reverseBytes(in.readInt());
        in.readFully(frames.room(length, mostBytes), 0, length);
        return frames.frame();
    }

    private boolean admit(final ByteSource source) {
        if (FrameCodec.readKind(source) != FrameKind.GREETING) {
            throw new IllegalArgumentException("the first frame is not a greeting");
        }
        final Greeting greeting = FrameCodec.readGreeting(source);
        final String refusal = refusalOf(greeting);
        if (refusal.isEmpty()) {
            session.welcome(settings.partitions(), settings.node());
            return true;
        }
        messages.accept(greeting + " from " + socket.getRemoteSocketAddress() + " is refused: " + refusal);
        refuse(refusal);
        return false;
    }

    private String refusalOf(final Greeting greeting) {
        if (greeting.version() != FrameCodec.VERSION) {
            return "frames of version=" + greeting.version() + ", this node speaks version=" + FrameCodec.VERSION;
        }
        return MessageDigest.isEqual(utf8(greeting.token()), utf8(settings.token())) ? "" : "the token is another";
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Written at once: the connection ends with it. */
    private void refuse(final String reason) {
        try {
            out.write(FrameCodec.frame(sink -> FrameCodec.writeRefusal(sink, reason)));
            out.flush();
        } catch (final IOException e) {
            messages.accept("refusal cannot be sent to " + socket.getRemoteSocketAddress() + ": " + e);
        }
    }

    private void write() {
        try {
            final OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
            for (byte[] next = outgoing.take(); next != END; next = outgoing.take()) {
                for (; next != null && next != END; next = outgoing.poll()) {
                    buffered.write(next);
                }
                buffered.flush();
                if (next == END) {
                    return;
                }
            }
        } catch (final IOException e) {
            close();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
