package io.ratinggrid.ingest.net;

import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.StreamPositions;

/** The way to one node, made again whenever it is lost. Any thread; no call waits. */
public interface NodeLink {

    /** Hears of a link, one thing after another. */
    interface Handler {
        /** Before its first routes, so before any batch is sent to it. */
        void onUp(NodeLink link);

        void onPositions(NodeLink link, StreamPositions positions);

        void onReply(NodeLink link, PartitionReply reply);

        void onRoutes(NodeLink link, Routes routes);

        void onAnswer(AskAnswer answer);

        /** A node could be reached, and yet there is no link to it; told when the reason is another than the last time. */
        void onRefused(String reason);

        /** What was sent and is not answered may have arrived or not. */
        void onDown(NodeLink link, String reason);
    }

    /** Makes links. */
    interface Maker {
        /** A link to a node at {@code host:port}, not started. */
        NodeLink link(String address, Handler handler);
    }

    /** Begins to reach the node. */
    void start();

    /** True while the node is reached. */
    boolean isUp();

    /** Enqueues a frame; forgotten if the link is down. */
    void send(Consumer<ByteSink> frame);

    void close();

    /**
     * Hands on what a node has said to a gateway that it has let in.
     *
     * @throws IllegalArgumentException if it is no frame of that
     */
    static void hand(final FrameKind kind, final ByteSource source, final NodeLink link, final Handler handler) {
        switch (kind) {
            case POSITIONS -> handler.onPositions(link, FrameCodec.readPositions(source));
            case REPLY -> handler.onReply(link, FrameCodec.readReply(source));
            case ROUTES -> handler.onRoutes(link, FrameCodec.readRoutes(source));
            case ANSWER -> handler.onAnswer(FrameCodec.readAnswer(source));
            default -> throw new IllegalArgumentException("frame is not of a node: " + kind);
        }
    }
}
