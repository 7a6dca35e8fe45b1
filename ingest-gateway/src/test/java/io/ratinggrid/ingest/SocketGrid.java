package io.ratinggrid.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import io.ratinggrid.ingest.stream.FakeGrid;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/** A {@link FakeGrid} that outlives the gateway's process: served on a socket, and the way to it. */
final class SocketGrid {
    private static final int CONNECT = 1;
    private static final int BATCH = 2;

    private SocketGrid() {}

    /** Serves a grid to one gateway after another. */
    static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final FakeGrid grid;

        Server(final FakeGrid grid) throws IOException {
            this.grid = grid;
            final Thread thread = new Thread(this::serve, "fake-grid");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket gateway = socket.accept();
                        DataInputStream in = new DataInputStream(new BufferedInputStream(gateway.getInputStream()));
                        DataOutputStream out =
                                new DataOutputStream(new BufferedOutputStream(gateway.getOutputStream()))) {
                    while (true) {
                        answer(in, out);
                    }
                } catch (final IOException e) {
                    // The gateway died, or the test is over.
                }
            }
        }

        private void answer(final DataInputStream in, final DataOutputStream out) throws IOException {
            if (in.readByte() == CONNECT) {
                final StreamPositions positions =
                        grid.connect(new StreamHello(in.readLong(), in.readLong(), in.readInt(), in.readInt()));
                out.writeByte(CONNECT);
                out.writeInt(positions.lastNumbers().length);
                for (int i = 0; i < positions.lastNumbers().length; i++) {
                    out.writeLong(positions.lastNumbers()[i]);
                    out.writeLong(positions.checksums()[i]);
                }
            } else {
                final PartitionBatch batch = new PartitionBatch(
                        in.readLong(),
                        in.readLong(),
                        in.readInt(),
                        in.readInt(),
                        in.readLong(),
                        in.readInt(),
                        in.readLong(),
                        in.readLong(),
                        in.readNBytes(in.readInt()));
                write(grid.take(batch), out);
            }
            out.flush();
        }

        private static void write(final PartitionReply reply, final DataOutputStream out) throws IOException {
            out.writeByte(BATCH);
            out.writeLong(reply.streamHigh());
            out.writeLong(reply.streamLow());
            out.writeInt(reply.session());
            out.writeInt(reply.partition());
            out.writeLong(reply.firstNumber());
            out.writeInt(reply.count());
            out.writeByte(reply.outcome().ordinal());
            out.writeLong(reply.expectedNumber());
            out.writeInt(reply.retryAfterMs());
            out.writeInt(reply.codes().length);
            out.write(reply.codes());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** The gateway's end. */
    static final class Client implements Transport {
        private final Socket socket;
        private final DataOutputStream out;
        private volatile ReplyHandler handler;
        private volatile StreamHello hello;

        Client(final int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            final Thread thread = new Thread(this::read, "fake-grid-answers");
            thread.setDaemon(true);
            thread.start();
        }

        private void read() {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
                while (true) {
                    if (in.readByte() == CONNECT) {
                        final int partitions = in.readInt();
                        final long[] numbers = new long[partitions];
                        final long[] checksums = new long[partitions];
                        for (int i = 0; i < partitions; i++) {
                            numbers[i] = in.readLong();
                            checksums[i] = in.readLong();
                        }
                        handler.onConnected(StreamPositions.open(hello, numbers, checksums));
                    } else {
                        handler.onReply(new PartitionReply(
                                in.readLong(),
                                in.readLong(),
                                in.readInt(),
                                in.readInt(),
                                in.readLong(),
                                in.readInt(),
                                PartitionReply.Outcome.values()[in.readByte()],
                                in.readLong(),
                                in.readInt(),
                                in.readNBytes(in.readInt())));
                    }
                }
            } catch (final IOException e) {
                // Closed.
            }
        }

        @Override
        public synchronized void connect(final StreamHello newHello, final ReplyHandler replies) {
            handler = replies;
            hello = newHello;
            try {
                out.writeByte(CONNECT);
                out.writeLong(newHello.streamHigh());
                out.writeLong(newHello.streamLow());
                out.writeInt(newHello.session());
                out.writeInt(newHello.partitions());
                out.flush();
            } catch (final IOException e) {
                replies.onDisconnected(e.toString());
            }
        }

        @Override
        public synchronized void send(final PartitionBatch batch) {
            try {
                out.writeByte(BATCH);
                out.writeLong(batch.streamHigh());
                out.writeLong(batch.streamLow());
                out.writeInt(batch.session());
                out.writeInt(batch.partition());
                out.writeLong(batch.firstNumber());
                out.writeInt(batch.count());
                out.writeLong(batch.checksumBefore());
                out.writeLong(batch.checksumAfter());
                out.writeInt(batch.commands().length);
                out.write(batch.commands());
                out.flush();
            } catch (final IOException e) {
                handler.onDisconnected(e.toString());
            }
        }

        @Override
        public void retire(final StreamHello hello) {
            // Nothing to forget.
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (final IOException e) {
                // Was closed.
            }
        }
    }
}
