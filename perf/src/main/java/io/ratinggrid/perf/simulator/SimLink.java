package io.ratinggrid.perf.simulator;

import java.util.function.Consumer;

import io.ratinggrid.ingest.net.NodeLink;
import io.ratinggrid.node.net.GatewaySession;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;

/**
 * A gateway's connection to a node, made again whenever it is lost. As with TCP what is said stays in order, and what is lost takes all that
 * follows with it, until both ends give up. In bad weather batches, asks and their answers may get lost by themselves, come twice or late all the same,
 * which streams must stand.
 */
final class SimLink implements NodeLink {
    private static final long RETRY_US = 50_000;
    private static final long SILENT_US = 2_000_000;

    private final World world;
    private final SimGateway gateway;
    private final Life life;
    private final SimNode node;
    private final Handler handler;
    private Connection connection;
    private boolean up;
    private boolean closed;

    SimLink(final World world, final SimGateway gateway, final Life life, final SimNode node, final Handler handler) {
        this.world = world;
        this.gateway = gateway;
        this.life = life;
        this.node = node;
        this.handler = handler;
    }

    @Override
    public void start() {
        life.at(world.network.delayUs(), this::reach);
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public void send(final Consumer<ByteSink> frame) {
        if (up) {
            connection.toNode(FrameCodec.frame(frame));
        }
    }

    @Override
    public void close() {
        closed = true;
        up = false;
    }

    private void reach() {
        if (closed) {
            return;
        }
        if (node.isUp() && world.network.isWhole(gateway.place(), node.number())) {
            connection = new Connection(node.life());
            connection.begin();
        } else {
            life.at(RETRY_US, this::reach);
        }
    }

    /** One connection from its begin to its end. */
    private final class Connection {
        private final Life nodeLife;
        private GatewaySession session;
        private boolean over;
        private boolean brokenOut;
        private boolean brokenIn;
        private long lastOutUs;
        private long lastInUs;
        /** When the last that is not a message arrives at the node: what it was said after, comes after it even if it comes twice. */
        private long orderedUs;

        private long silentUs;

        Connection(final Life nodeLife) {
            this.nodeLife = nodeLife;
        }

        void begin() {
            session = node.connect(this::toGateway, () -> end("ended by the node"));
            watch();
        }

        /** A node that is gone is known soon, one that is silent late. */
        private void watch() {
            if (over) {
                return;
            }
            silentUs = nodeLife.isStopped() ? silentUs + RETRY_US : 0;
            if (!nodeLife.isAlive()) {
                end("the node is gone");
            } else if (silentUs > SILENT_US) {
                end("silence");
            } else {
                life.at(RETRY_US, this::watch);
            }
        }

        void toNode(final byte[] frame) {
            if (isCut(gateway.place(), node.number(), brokenOut)) {
                breakOff();
                brokenOut = true;
                return;
            }
            if (isMessage(frame) && world.network.isLost()) {
                return;
            }
            lastOutUs = Math.max(lastOutUs, world.time.nowUs() + world.network.delayUs());
            nodeLife.at(lastOutUs - world.time.nowUs(), () -> arrive(frame));
            if (!isMessage(frame)) {
                orderedUs = lastOutUs;
            } else if (world.network.isDoubled()) {
                nodeLife.at(Math.max(orderedUs - world.time.nowUs(), world.network.lateUs()), () -> arrive(frame));
            }
        }

        private void arrive(final byte[] frame) {
            if (!over) {
                session.take(FrameCodec.body(frame));
            }
        }

        void toGateway(final byte[] frame) {
            if (over) {
                return;
            }
            if (isCut(node.number(), gateway.place(), brokenIn)) {
                breakOff();
                brokenIn = true;
                return;
            }
            if (isMessage(frame) && world.network.isLost()) {
                return;
            }
            lastInUs = Math.max(lastInUs, world.time.nowUs() + world.network.delayUs());
            life.at(lastInUs - world.time.nowUs(), () -> take(frame));
            if (isMessage(frame) && world.network.isDoubled()) {
                life.at(world.network.lateUs(), () -> take(frame));
            }
        }

        private boolean isCut(final int from, final int to, final boolean broken) {
            return broken || over || world.network.isCut(from, to);
        }

        /** What may be lost and doubled, so that what repeats and tells repeats apart is put to the test. */
        private boolean isMessage(final byte[] frame) {
            final FrameKind kind = FrameCodec.readKind(FrameCodec.body(frame));
            return kind == FrameKind.BATCH
                    || kind == FrameKind.REPLY
                    || kind == FrameKind.ASK
                    || kind == FrameKind.ANSWER;
        }

        private void breakOff() {
            if (!over && !brokenOut && !brokenIn) {
                life.at(SILENT_US, () -> end("silence"));
            }
        }

        private void take(final byte[] frame) {
            if (over || closed) {
                return;
            }
            final ByteSource source = FrameCodec.body(frame);
            final FrameKind kind = FrameCodec.readKind(source);
            if (kind == FrameKind.WELCOME) {
                up = true;
                handler.onUp(SimLink.this);
            } else {
                NodeLink.hand(kind, source, SimLink.this, handler);
            }
        }

        private void end(final String why) {
            if (over) {
                return;
            }
            over = true;
            if (nodeLife.isAlive()) {
                node.disconnect(session);
            }
            if (up && !closed) {
                up = false;
                world.trace.add(gateway.name(), "loses " + node.name() + ": " + why);
                handler.onDown(SimLink.this, why);
            }
            life.at(RETRY_US, SimLink.this::reach);
        }
    }
}
