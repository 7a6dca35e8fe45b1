package io.ratinggrid.ingest.net;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/**
 * The way of one stream to the nodes of a grid: a link to each, and a batch goes to the node that says it owns the partition.
 * What was on the way to a node that is lost is answered as not owned, so that the sender sends it again, to whoever owns the
 * partition then; the grid knows what was committed. Any thread; no call blocks.
 */
public final class GridTransport implements Transport {
    /** Not to be changed. */
    private static final BitSet NOTHING = new BitSet();

    private final GridTransportSettings settings;
    private final Consumer<String> messages;
    private final NodeLink.Maker maker;
    private final Map<GridAddress, NodeLink> links = new LinkedHashMap<>();
    private final Map<NodeLink, Map<Integer, PartitionBatch>> onTheWay = new HashMap<>();
    private final Map<NodeLink, BitSet> toldOf = new HashMap<>();
    private final LinkHandler linkHandler = new LinkHandler();
    private final Map<Integer, NodeLink> ownerOf = new HashMap<>();
    private final GridAsks asks;
    /** Which node is asked next when the owner is not known: one that cannot answer is not asked for ever. */
    private int turn;

    private ReplyHandler handler;
    private StreamHello greeting;
    private Asked asked;
    private boolean closed;

    public GridTransport(final GridTransportSettings settings) {
        this(settings, message -> {});
    }

    /** {@code messages} hears why a node that is reached is of no use, from any thread. */
    public GridTransport(final GridTransportSettings settings, final Consumer<String> messages) {
        this(
                settings,
                messages,
                (address, handler) -> new GridLink(GridAddress.of(address), settings, handler),
                new AskThread());
    }

    /** The same on other links than those of this process; {@code askSteps} is closed with it. */
    public GridTransport(
            final GridTransportSettings settings,
            final Consumer<String> messages,
            final NodeLink.Maker maker,
            final AskSteps askSteps) {
        this.settings = settings;
        this.messages = messages;
        this.maker = maker;
        asks = new GridAsks(this::linkFor, settings.retryMs(), askSteps);
    }

    /** Begins to reach the nodes. */
    public synchronized GridTransport start() {
        settings.addresses().forEach(address -> link(GridAddress.of(address)));
        asks.start();
        return this;
    }

    @Override
    public synchronized void connect(final StreamHello hello, final ReplyHandler newHandler) {
        handler = newHandler;
        greeting = hello;
        asked = new Asked(hello);
        for (final NodeLink link : links.values()) {
            if (link.isUp()) {
                asked.waiting.add(link);
                link.send(frame -> FrameCodec.write(frame, hello));
            }
        }
        asked.answerIfComplete();
    }

    @Override
    public synchronized void send(final PartitionBatch batch) {
        final NodeLink link = ownerOf.get(batch.partition());
        if (link == null || !link.isUp()) {
            answer(PartitionReply.notOwner(batch, settings.retryMs()));
            return;
        }
        onTheWay.get(link).put(batch.partition(), batch);
        link.send(frame -> FrameCodec.write(frame, batch));
    }

    @Override
    public synchronized void retire(final StreamHello hello) {
        links.values().forEach(link -> link.send(frame -> FrameCodec.writeRetire(frame, hello)));
    }

    /**
     * Asks the owner of a partition, by way of any node if it is not known which that is. What is not taken is asked again until
     * so many milliseconds have passed; the answer is the last refusal then. {@code UNKNOWN}: a command may have been carried out.
     * Never completes exceptionally; the thread it completes on is for all answers, so what follows should only be handed on.
     */
    public CompletableFuture<AskAnswer> ask(final Ask ask, final long timeoutMs) {
        return asks.ask(ask, timeoutMs);
    }

    @Override
    public synchronized void close() {
        closed = true;
        links.values().forEach(NodeLink::close);
        asks.close();
    }

    /** True while any node is reached. */
    public synchronized boolean isUp() {
        return links.values().stream().anyMatch(NodeLink::isUp);
    }

    private synchronized NodeLink linkFor(final int partition) {
        final NodeLink owner = ownerOf.get(partition);
        if (owner != null && owner.isUp()) {
            return owner;
        }
        final List<NodeLink> up = links.values().stream().filter(NodeLink::isUp).toList();
        return up.isEmpty() ? null : up.get(Math.floorMod(turn++, up.size()));
    }

    /** The partitions whose batches go to a node now, by its host:port. */
    public synchronized BitSet partitionsOf(final String address) {
        final NodeLink link = links.get(GridAddress.of(address));
        final BitSet partitions = new BitSet();
        ownerOf.forEach((partition, owner) -> partitions.set(partition, owner == link));
        return partitions;
    }

    private NodeLink link(final GridAddress address) {
        return links.computeIfAbsent(address, missing -> {
            final NodeLink link = maker.link(missing.toString(), linkHandler);
            onTheWay.put(link, new HashMap<>());
            link.start();
            return link;
        });
    }

    private void answer(final PartitionReply reply) {
        if (!closed && handler != null) {
            handler.onReply(reply);
        }
    }

    /** What a node has opened last is its own, until it or another says otherwise. */
    private void take(final NodeLink link, final Routes routes) {
        routes.addresses().forEach(address -> link(GridAddress.of(address)));
        final BitSet told = toldOf.put(link, routes.open());
        giveUp(link, routes.open());
        routes.open().stream()
                .filter(partition -> told == null || !told.get(partition))
                .forEach(partition -> opened(partition, link));
    }

    /**
     * A node has no more than these partitions. What two nodes say may cross: who has a partition again may have said so before the other,
     * who had it in between, says that he has it and then that he has it no more.
     */
    private void giveUp(final NodeLink link, final BitSet left) {
        final BitSet lost = new BitSet();
        ownerOf.forEach((partition, owner) -> lost.set(partition, owner == link && !left.get(partition)));
        lost.stream().forEach(partition -> {
            ownerOf.remove(partition);
            links.values().stream()
                    .filter(other ->
                            other != link && toldOf.getOrDefault(other, NOTHING).get(partition))
                    .findFirst()
                    .ifPresent(other -> opened(partition, other));
        });
    }

    /** What is on the way to its owner of before goes to the new one, which knows by its numbers what was committed. */
    private void opened(final int partition, final NodeLink link) {
        final NodeLink before = ownerOf.put(partition, link);
        if (closed || handler == null || partition >= (greeting == null ? 0 : greeting.partitions())) {
            return;
        }
        if (before != null && before != link) {
            final PartitionBatch batch = onTheWay.get(before).remove(partition);
            if (batch != null) {
                answer(PartitionReply.notOwner(batch, settings.retryMs()));
            }
        }
        handler.onOpen(partition);
    }

    private final class LinkHandler implements NodeLink.Handler {
        @Override
        public void onUp(final NodeLink link) {
            synchronized (GridTransport.this) {
                if (greeting != null) {
                    link.send(frame -> FrameCodec.write(frame, greeting));
                }
            }
        }

        @Override
        public void onPositions(final NodeLink link, final StreamPositions positions) {
            synchronized (GridTransport.this) {
                if (asked != null && positions.hello().equals(asked.hello)) {
                    asked.add(link, positions);
                }
            }
        }

        @Override
        public void onReply(final NodeLink link, final PartitionReply reply) {
            synchronized (GridTransport.this) {
                final PartitionBatch sent = onTheWay.get(link).get(reply.partition());
                if (sent != null && reply.answers(sent)) {
                    onTheWay.get(link).remove(reply.partition());
                }
                answer(reply);
            }
        }

        @Override
        public void onRoutes(final NodeLink link, final Routes routes) {
            synchronized (GridTransport.this) {
                if (!closed) {
                    take(link, routes);
                }
            }
        }

        @Override
        public void onAnswer(final AskAnswer answer) {
            asks.onAnswer(answer);
        }

        @Override
        public void onRefused(final String reason) {
            messages.accept(reason);
        }

        @Override
        public void onDown(final NodeLink link, final String reason) {
            asks.onDown(link);
            synchronized (GridTransport.this) {
                toldOf.remove(link);
                giveUp(link, NOTHING);
                final Map<Integer, PartitionBatch> lost = onTheWay.put(link, new HashMap<>());
                lost.values().forEach(batch -> answer(PartitionReply.notOwner(batch, settings.retryMs())));
                if (asked != null) {
                    asked.lost(link);
                }
            }
        }
    }

    /** What the nodes say to one hello, put together. */
    private final class Asked {
        private final StreamHello hello;
        private final long[] lastNumbers;
        private final long[] checksums;
        private final Set<NodeLink> waiting = new HashSet<>();
        private StreamPositions refusal;
        private boolean heard;

        Asked(final StreamHello hello) {
            this.hello = hello;
            lastNumbers = new long[hello.partitions()];
            checksums = new long[hello.partitions()];
            Arrays.fill(lastNumbers, StreamPositions.UNKNOWN);
        }

        void add(final NodeLink link, final StreamPositions positions) {
            heard = true;
            if (positions.outcome() != StreamPositions.Outcome.OPEN) {
                refusal = positions;
            } else {
                merge(positions);
            }
            lost(link);
        }

        /** Each partition is known by its owner alone; where two say they are, the later stand holds. */
        private void merge(final StreamPositions positions) {
            for (int i = 0; i < lastNumbers.length; i++) {
                if (positions.lastNumbers()[i] > lastNumbers[i]) {
                    lastNumbers[i] = positions.lastNumbers()[i];
                    checksums[i] = positions.checksums()[i];
                }
            }
        }

        void lost(final NodeLink link) {
            waiting.remove(link);
            answerIfComplete();
        }

        void answerIfComplete() {
            if (!waiting.isEmpty() || closed) {
                return;
            }
            asked = null;
            if (refusal != null) {
                handler.onConnected(refusal);
            } else if (heard) {
                handler.onConnected(StreamPositions.open(hello, lastNumbers, checksums));
            } else {
                handler.onConnected(
                        StreamPositions.closed(hello, StreamPositions.Outcome.UNAVAILABLE, "no node is reached"));
            }
        }
    }
}
