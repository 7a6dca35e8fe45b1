package io.ratinggrid.ingest.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.FrameKind;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where batches go, by what nodes have said. */
final class GridTransportTest {
    private static final String A = "a:7400";
    private static final String B = "b:7400";

    private final List<FakeLink> links = new ArrayList<>();
    private final Replies replies = new Replies();
    private final GridTransport transport = new GridTransport(
            GridTransportSettings.standard("test", List.of(A, B), ""), message -> {}, this::link, new AskThread());

    private NodeLink link(final String address, final NodeLink.Handler handler) {
        links.add(new FakeLink(handler));
        return links.get(links.size() - 1);
    }

    @BeforeEach
    void start() {
        transport.start();
        transport.connect(new StreamHello(1, 2, 1, 4), replies);
        links.forEach(link -> link.handler.onUp(link));
    }

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void shouldSendToWhoOpenedLast() {
        routes(0, 2);
        routes(1, 2);
        transport.send(batch(2));
        assertEquals(List.of(0, 1), batches());
    }

    @Test
    void shouldGoBackToWhoHadOpenedBeforeTheOtherSaidSo() {
        routes(0, 2);
        routes(0);
        // It was opened there in between, and this one says so only now, though the first has it again.
        routes(0, 2);
        routes(1, 2);
        routes(1);
        transport.send(batch(2));
        assertEquals(List.of(1, 0), batches());
        assertEquals(List.of(), replies.refused);
    }

    @Test
    void shouldGoBackWhenTheOtherIsLost() {
        routes(0, 2);
        routes(1, 2);
        links.get(1).up = false;
        links.get(1).handler.onDown(links.get(1), "test");
        transport.send(batch(2));
        assertEquals(List.of(1, 0), batches());
    }

    @Test
    void shouldRefuseWhereNobodyIsOpen() {
        routes(0, 2);
        routes(0);
        transport.send(batch(2));
        assertEquals(List.of(0, 0), batches());
        assertEquals(List.of(2), replies.refused);
    }

    @Test
    void shouldNotTakeWhatIsSaidOfAnEarlierStream() {
        final StreamHello later = new StreamHello(3, 4, 1, 4);
        transport.connect(later, replies);
        links.forEach(link -> link.handler.onPositions(link, positions(new StreamHello(1, 2, 1, 4), 7)));
        assertEquals(
                List.of(),
                replies.connected.stream()
                        .filter(answer -> answer.hello().equals(later))
                        .toList());
        links.forEach(link -> link.handler.onPositions(link, positions(later, 0)));
        final StreamPositions answer = replies.connected.get(replies.connected.size() - 1);
        assertEquals(later, answer.hello());
        assertArrayEquals(new long[4], answer.lastNumbers());
    }

    @Test
    void shouldStillAwaitTheAnswerToABatchWhenOneOfAnEarlierStreamComes() {
        routes(0, 2);
        transport.send(batch(2));
        final PartitionBatch other = new PartitionBatch(3, 4, 1, 2, 1, 1, 0, 0, new byte[] {1, 0});
        links.get(0).handler.onReply(links.get(0), PartitionReply.committed(other, new byte[1]));
        links.get(0).up = false;
        links.get(0).handler.onDown(links.get(0), "test");
        assertEquals(PartitionReply.Outcome.NOT_OWNER, replies.last.outcome());
    }

    private static StreamPositions positions(final StreamHello hello, final long last) {
        return StreamPositions.open(hello, new long[] {last, last, last, last}, new long[4]);
    }

    private void routes(final int link, final int... open) {
        final BitSet partitions = new BitSet();
        for (final int partition : open) {
            partitions.set(partition);
        }
        links.get(link).handler.onRoutes(links.get(link), new Routes(List.of(A, B), partitions));
    }

    private List<Integer> batches() {
        return links.stream().map(link -> link.batches).toList();
    }

    private static PartitionBatch batch(final int partition) {
        return new PartitionBatch(1, 2, 1, partition, 1, 1, 0, 0, new byte[] {1, 0});
    }

    /** Counts the batches that it is given. */
    private static final class FakeLink implements NodeLink {
        private final Handler handler;
        private boolean up = true;
        private int batches;

        FakeLink(final Handler handler) {
            this.handler = handler;
        }

        @Override
        public void start() {
            // It is up.
        }

        @Override
        public boolean isUp() {
            return up;
        }

        @Override
        public void send(final Consumer<ByteSink> frame) {
            final ByteSink sink = new ByteSink(64);
            frame.accept(sink);
            final ByteSource source = new ByteSource().wrap(sink.bytes(), 4, sink.length() - 4);
            batches += FrameCodec.readKind(source) == FrameKind.BATCH ? 1 : 0;
        }

        @Override
        public void close() {
            up = false;
        }
    }

    /** Keeps what it is told, and the partitions of what was answered. */
    private static final class Replies implements ReplyHandler {
        private final List<Integer> refused = new ArrayList<>();
        private final List<StreamPositions> connected = new ArrayList<>();
        private PartitionReply last;

        @Override
        public void onConnected(final StreamPositions positions) {
            connected.add(positions);
        }

        @Override
        public void onReply(final PartitionReply reply) {
            last = reply;
            refused.add(reply.partition());
        }

        @Override
        public void onDisconnected(final String reason) {
            // It never is.
        }
    }
}
