package io.ratinggrid.perf.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Consumer;

import io.ratinggrid.node.server.Loopbacks;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;
import io.ratinggrid.rating.wire.Greeting;

/**
 * Who is let in at a port of a run.
 *
 * @param token the secret that both sides were given, empty for none: on this machine alone
 */
public record Access(String token) {
    /** Of this machine alone. */
    public static final Access NONE = new Access("");

    /** How one side names itself, with the version of its frames. */
    private static final String NAME = "perf-1";
    /** So much of what strangers send is kept waiting at most: what is not taken holds the sender back. */
    private static final int RECEIVED_BYTES = 1 << 18;

    /** What a file holds; {@link #NONE} without one. */
    public static Access of(final Path tokenFile) throws IOException {
        if (tokenFile == null) {
            return NONE;
        }
        final String token = Files.readString(tokenFile).strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the token file " + tokenFile + " is empty");
        }
        return new Access(token);
    }

    /**
     * Listens at an address, beyond this machine only with a token.
     *
     * @param option   that the address is from, for people
     * @param messages is told if others may read what is said there
     * @throws IllegalArgumentException if anyone could connect
     */
    public ServerSocket listen(final String option, final String host, final int port, final Consumer<String> messages)
            throws IOException {
        final String warning = check(option, host);
        if (!warning.isEmpty()) {
            messages.accept(warning);
        }
        final ServerSocket server = new ServerSocket();
        try {
            server.setReceiveBufferSize(RECEIVED_BYTES);
            server.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (final IOException e) {
            server.close();
            throw new IOException(
                    option + "=" + host + " port=" + port + " cannot be listened on: " + e.getMessage(), e);
        }
        return server;
    }

    /**
     * Whether an address may be listened on; returns what people should know of it, empty for nothing.
     *
     * @throws IllegalArgumentException if anyone could connect
     */
    public String check(final String option, final String host) throws IOException {
        if (Loopbacks.isLoopback(host)) {
            return "";
        }
        if (token.isEmpty()) {
            throw new IllegalArgumentException(
                    option + "=" + host
                            + " can be reached from other machines: give --token-file with a secret that the other side has too");
        }
        return "WARNING: " + option + "=" + host
                + " can be reached from other machines, and is not encrypted: others on"
                + " the way can read what is said there, the token too";
    }

    /** Greets who listens, and waits for its welcome. */
    void greet(final FrameReader in, final FrameWriter out) throws IOException {
        final Greeting greeting = new Greeting(FrameCodec.VERSION, NAME, token);
        out.write(sink -> FrameCodec.write(sink, greeting));
        if (!in.nextFrame()) {
            throw new IOException("ends before it welcomes");
        }
        final ByteSource frame = in.fields();
        switch (FrameCodec.readKind(frame)) {
            case WELCOME -> {
                // Now it takes what comes.
            }
            case REFUSAL -> throw new IOException("refuses: " + frame.getText());
            default -> throw new IOException("is no process of a run");
        }
    }

    /** Reads the greeting of who connected; returns why it is not let in, empty if it is. */
    String refusalOf(final FrameReader in) throws IOException {
        if (!in.nextFrame() || FrameCodec.readKind(in.fields()) != FrameKind.GREETING) {
            return "the first frame is not a greeting";
        }
        final Greeting greeting = FrameCodec.readGreeting(in.fields());
        if (greeting.version() != FrameCodec.VERSION || !greeting.name().equals(NAME)) {
            return "it is of another version: " + greeting + ", this is version=" + FrameCodec.VERSION + ", name="
                    + NAME;
        }
        return MessageDigest.isEqual(utf8(greeting.token()), utf8(token)) ? "" : "the token is another";
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return token.isEmpty() ? "Access[none]" : "Access[token]";
    }
}
