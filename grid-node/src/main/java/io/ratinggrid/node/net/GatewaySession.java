package io.ratinggrid.node.net;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.NewSessions;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/**
 * What a node and one gateway say to each other once the gateway is let in; how the frames come and go is another's. Frames are taken one
 * at a time; answers may come on any thread.
 */
public final class GatewaySession implements ReplyHandler {
    private static final int MOST_ASKED = 1_024;
    private static final int RETRY_AFTER_MS = 50;

    private final Transport transport;
    private final AskRoute asks;
    private final Supplier<Routes> routes;
    private final Consumer<byte[]> outgoing;
    private final Runnable end;
    private final BatchBuffers buffers;

    /** Asks that are not answered yet. */
    private final AtomicInteger asked = new AtomicInteger();
    /** Of whoever takes the frames. */
    private boolean greeted;

    /** {@code outgoing} takes frames, from any thread, and does not wait; {@code end} ends the connection. */
    public GatewaySession(
            final Transport transport,
            final AskRoute asks,
            final Supplier<Routes> routes,
            final Consumer<byte[]> outgoing,
            final Runnable end,
            final BatchBuffers buffers) {
        this.transport = transport;
        this.asks = asks;
        this.routes = routes;
        this.outgoing = outgoing;
        this.end = end;
        this.buffers = buffers;
    }

    /** Tells the gateway that it is let in. */
    public void welcome(final int partitions, final String node) {
        enqueue(frame -> FrameCodec.writeWelcome(frame, partitions, node));
    }

    /** Tells the present routes; taken when they are sent, so that the last told are the last there were. */
    public synchronized void announce() {
        enqueue(frame -> FrameCodec.write(frame, routes.get()));
    }

    /**
     * Takes a frame, without its length; nothing of its bytes is kept.
     *
     * @throws IllegalArgumentException if it is not one that a gateway sends
     */
    public void take(final ByteSource source) {
        switch (FrameCodec.readKind(source)) {
            case HELLO -> hello(FrameCodec.readHello(source));
            case BATCH -> batch(FrameCodec.readBatch(source, buffers::take));
            case ASK -> ask(FrameCodec.readAsk(source));
            case RETIRE -> transport.retire(FrameCodec.readHello(source));
            case PING -> enqueue(sink -> FrameCodec.write(sink, FrameKind.PONG));
            default -> throw new IllegalArgumentException("frame is not of a gateway");
        }
    }

    @Override
    public void onConnected(final StreamPositions positions) {
        enqueue(frame -> FrameCodec.write(frame, positions));
    }

    @Override
    public void onReply(final PartitionReply reply) {
        enqueue(frame -> FrameCodec.write(frame, reply));
    }

    @Override
    public void onDisconnected(final String reason) {
        end.run();
    }

    private void hello(final StreamHello hello) {
        greeted = true;
        transport.connect(hello, this);
    }

    private void batch(final PartitionBatch batch) {
        if (!greeted) {
            throw new IllegalArgumentException("a batch came before the hello of its stream");
        }
        transport.send(batch, buffers.giveBack(batch.commands()));
    }

    private void ask(final Ask ask) {
        final int free = MOST_ASKED - asked.getAndIncrement();
        if (free <= 0 || NewSessions.isKeptFree(free, MOST_ASKED) && ask.beginsSession()) {
            answer(AskAnswer.refused(ask, AskAnswer.Outcome.BUSY, RETRY_AFTER_MS));
        } else {
            asks.ask(ask, this::answer);
        }
    }

    private void answer(final AskAnswer answer) {
        asked.decrementAndGet();
        enqueue(frame -> FrameCodec.write(frame, answer));
    }

    private void enqueue(final Consumer<ByteSink> frame) {
        outgoing.accept(FrameCodec.frame(frame));
    }
}
