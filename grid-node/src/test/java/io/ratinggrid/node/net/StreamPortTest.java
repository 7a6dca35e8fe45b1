package io.ratinggrid.node.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway's way and nodes' ports over real sockets, with owners that answer at once. */
@Timeout(60)
final class StreamPortTest {
    private static final int PARTITIONS = 4;
    private static final StreamHello HELLO = new StreamHello(1, 2, 1, PARTITIONS);

    /** Owners of one node. */
    private static final class Owners implements Transport {
        private final long lastNumber;
        private final BitSet open;
        private ReplyHandler handler;

        Owners(final long lastNumber, final BitSet open) {
            this.lastNumber = lastNumber;
            this.open = open;
        }

        @Override
        public void connect(final StreamHello hello, final ReplyHandler newHandler) {
            handler = newHandler;
            final long[] numbers = new long[PARTITIONS];
            for (int i = 0; i < PARTITIONS; i++) {
                numbers[i] = open.get(i) ? lastNumber : StreamPositions.UNKNOWN;
            }
            newHandler.onConnected(StreamPositions.open(hello, numbers, new long[PARTITIONS]));
        }

        @Override
        public void send(final PartitionBatch batch) {
            handler.onReply(
                    open.get(batch.partition())
                            ? PartitionReply.committed(batch, new byte[] {(byte) lastNumber})
                            : PartitionReply.notOwner(batch, 1));
        }

        @Override
        public void retire(final StreamHello hello) {}

        @Override
        public void close() {}
    }

    private static final class Stream implements ReplyHandler {
        private final BlockingQueue<StreamPositions> positions = new LinkedBlockingQueue<>();
        private final BlockingQueue<PartitionReply> replies = new LinkedBlockingQueue<>();

        @Override
        public void onConnected(final StreamPositions connected) {
            positions.add(connected);
        }

        @Override
        public void onReply(final PartitionReply reply) {
            replies.add(reply);
        }

        @Override
        public void onDisconnected(final String reason) {
            throw new AssertionError(reason);
        }
    }

    /** What a port was asked, to be answered by the test. */
    private record Asked(long node, Ask ask, Consumer<AskAnswer> handler) {}

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BitSet openHere = new BitSet();
    private final BitSet openThere = new BitSet();
    private final Stream stream = new Stream();
    private StreamPort here;
    private StreamPort there;
    private GridTransport transport;

    @AfterEach
    void close() {
        transport.close();
        if (here != null) {
            here.close();
        }
        if (there != null) {
            there.close();
        }
    }

    @Test
    void shouldSendEachBatchToTheNodeThatSaysItIsOpen() throws Exception {
        openHere.set(0, 2);
        openThere.set(2, 4);
        there = port(openThere, 20, "");
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");

        assertArrayEquals(new long[] {10, 10, 20, 20}, connectUntilAllKnown().lastNumbers());
        for (int partition = 0; partition < PARTITIONS; partition++) {
            assertEquals(partition < 2 ? 10 : 20, send(partition).codes()[0]);
        }
    }

    @Test
    void shouldFollowAPartitionThatMoves() throws Exception {
        openHere.set(0, 4);
        there = port(openThere, 20, "");
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        connectUntilAllKnown();
        assertEquals(10, send(3).codes()[0]);

        openHere.clear(3);
        here.announce();
        openThere.set(3);
        there.announce();
        assertEquals(20, sendUntilCommitted(3).codes()[0]);
    }

    @Test
    void shouldAnswerWhatWasOnTheWayToALostNodeAsNotOwned() throws Exception {
        openHere.set(0, 4);
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        connectUntilAllKnown();
        here.close();
        PartitionReply.Outcome outcome = PartitionReply.Outcome.COMMITTED;
        while (outcome == PartitionReply.Outcome.COMMITTED) {
            outcome = send(0).outcome();
        }
        assertEquals(PartitionReply.Outcome.NOT_OWNER, outcome);
    }

    @Test
    void shouldGreetANodeThatComesBack() throws Exception {
        openHere.set(0, 4);
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        connectUntilAllKnown();
        final int number = here.port();
        here.close();
        while (send(0).outcome() == PartitionReply.Outcome.COMMITTED) {
            Thread.sleep(1);
        }
        here = portAgain(number);
        assertEquals(30, sendUntilCommitted(0).codes()[0]);
    }

    @Test
    void shouldRefuseAnotherToken() throws Exception {
        here = port(openHere, 10, "right");
        transport = transport(here.port(), "wrong");
        assertTrue(messages.poll(20, TimeUnit.SECONDS).contains("the token is another"));
        transport.connect(HELLO, stream);
        assertEquals(
                StreamPositions.Outcome.UNAVAILABLE,
                stream.positions.poll(20, TimeUnit.SECONDS).outcome());
    }

    @Test
    void shouldEndWhatIsNoGatewayAndServeOthers() throws Exception {
        openHere.set(0, 4);
        here = port(openHere, 10, "");
        try (Socket socket = new Socket("127.0.0.1", here.port())) {
            final OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
        }
        assertTrue(messages.poll(20, TimeUnit.SECONDS).contains("frameBytes="));
        transport = transport(here.port(), "");
        connectUntilAllKnown();
    }

    @Test
    void shouldAskTheNodeThatSaysThePartitionIsOpen() throws Exception {
        openHere.set(0, 2);
        openThere.set(2, 4);
        there = port(openThere, 20, "");
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        connectUntilAllKnown();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            final CompletableFuture<AskAnswer> answer =
                    transport.ask(Ask.question(Ask.ACCOUNT, partition, "a", 7, ""), 20_000);
            final Asked question = asked.poll(20, TimeUnit.SECONDS);
            assertEquals(partition < 2 ? 10 : 20, question.node());
            assertEquals(7, question.ask().atLeast());
            question.handler().accept(AskAnswer.given(question.ask(), 8, "{}"));
            assertEquals(8, answer.get(20, TimeUnit.SECONDS).sequence());
        }
    }

    @Test
    void shouldAskAgainUntilItIsTaken() throws Exception {
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        final CompletableFuture<AskAnswer> answer = transport.ask(Ask.command(1, new byte[] {1}), 20_000);
        refuse(AskAnswer.Outcome.NOT_OWNER);
        refuse(AskAnswer.Outcome.BUSY);
        final Asked taken = asked.poll(20, TimeUnit.SECONDS);
        taken.handler().accept(AskAnswer.committed(taken.ask(), 3, ResultCode.UNFUNDED, new byte[] {9}));
        final AskAnswer given = answer.get(20, TimeUnit.SECONDS);
        assertEquals(AskAnswer.Outcome.GIVEN, given.outcome());
        assertEquals(ResultCode.UNFUNDED, given.code());
        assertArrayEquals(new byte[] {9}, given.record());
    }

    @Test
    void shouldSayTheLastRefusalWhenTheTimeIsOver() throws Exception {
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        final CompletableFuture<AskAnswer> answer = transport.ask(Ask.question(Ask.ACCOUNT, 1, "a", 0, ""), 1_000);
        while (!answer.isDone()) {
            final Asked question = asked.poll(10, TimeUnit.MILLISECONDS);
            if (question != null) {
                question.handler().accept(AskAnswer.refused(question.ask(), AskAnswer.Outcome.NOT_OWNER, 1));
            }
        }
        assertEquals(AskAnswer.Outcome.NOT_OWNER, answer.get().outcome());
    }

    /** A command may have been carried out; a question does no harm. */
    @Test
    void shouldNotKnowOfACommandOnALostLinkAndAskAQuestionAgain() throws Exception {
        openHere.set(0, 4);
        there = port(openThere, 20, "");
        here = port(openHere, 10, "");
        transport = transport(here.port(), "");
        connectUntilAllKnown();
        final CompletableFuture<AskAnswer> command = transport.ask(Ask.command(1, new byte[] {1}), 20_000);
        assertEquals(10, asked.poll(20, TimeUnit.SECONDS).node());
        final CompletableFuture<AskAnswer> question = transport.ask(Ask.question(Ask.ACCOUNT, 1, "a", 0, ""), 20_000);
        assertEquals(10, asked.poll(20, TimeUnit.SECONDS).node());
        here.close();
        assertEquals(
                AskAnswer.Outcome.UNKNOWN, command.get(20, TimeUnit.SECONDS).outcome());
        final Asked again = asked.poll(20, TimeUnit.SECONDS);
        assertEquals(20, again.node());
        again.handler().accept(AskAnswer.given(again.ask(), 1, "{}"));
        assertEquals("{}", question.get(20, TimeUnit.SECONDS).text());
    }

    private void refuse(final AskAnswer.Outcome outcome) throws InterruptedException {
        final Asked refused = asked.poll(20, TimeUnit.SECONDS);
        refused.handler().accept(AskAnswer.refused(refused.ask(), outcome, 1));
    }

    private StreamPort port(final BitSet open, final long lastNumber, final String token) throws IOException {
        return port(0, open, lastNumber, token);
    }

    /** The port may be taken for a moment: by the gateway's own end, as it looks for a node there. */
    private StreamPort portAgain(final int number) throws InterruptedException {
        while (true) {
            try {
                return port(number, openHere, 30, "");
            } catch (final IOException e) {
                Thread.sleep(10);
            }
        }
    }

    private StreamPort port(final int number, final BitSet open, final long lastNumber, final String token)
            throws IOException {
        final StreamPort port = new StreamPort(
                        new StreamPortSettings(
                                "127.0.0.1",
                                number,
                                token,
                                "node",
                                PARTITIONS,
                                StreamPortSettings.STANDARD_SILENCE_MS,
                                Optional.empty()),
                        () -> new Owners(lastNumber, open),
                        (ask, handler) -> asked.add(new Asked(lastNumber, ask, handler)),
                        () -> new Routes(addresses(), (BitSet) open.clone()),
                        messages::add)
                .bind();
        port.start();
        return port;
    }

    private List<String> addresses() {
        return there == null ? List.of() : List.of("127.0.0.1:" + there.port());
    }

    private static GridTransport transport(final int port, final String token) {
        return new GridTransport(GridTransportSettings.standard("gateway", List.of("127.0.0.1:" + port), token))
                .start();
    }

    private StreamPositions connectUntilAllKnown() throws InterruptedException {
        while (true) {
            transport.connect(HELLO, stream);
            final StreamPositions positions = stream.positions.poll(20, TimeUnit.SECONDS);
            boolean known = positions.outcome() == StreamPositions.Outcome.OPEN;
            for (final long number : positions.lastNumbers()) {
                known &= number != StreamPositions.UNKNOWN;
            }
            if (known) {
                return positions;
            }
            Thread.sleep(10);
        }
    }

    private PartitionReply send(final int partition) throws InterruptedException {
        transport.send(new PartitionBatch(1, 2, 1, partition, 1, 1, 0, 0, new byte[] {1}));
        return stream.replies.poll(20, TimeUnit.SECONDS);
    }

    private PartitionReply sendUntilCommitted(final int partition) throws InterruptedException {
        while (true) {
            final PartitionReply reply = send(partition);
            if (reply.outcome() == PartitionReply.Outcome.COMMITTED) {
                return reply;
            }
            Thread.sleep(10);
        }
    }
}
