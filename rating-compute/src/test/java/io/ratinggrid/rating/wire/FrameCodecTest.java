package io.ratinggrid.rating.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SourceFile;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {
    private static final StreamHello HELLO = new StreamHello(Long.MIN_VALUE, -2, 3, 16_384);

    private final ByteSink sink = new ByteSink(16);

    @Test
    void shouldReadGreeting() {
        FrameCodec.write(sink, new Greeting(7, "gateway-1", "secret"));
        assertEquals(new Greeting(7, "gateway-1", "secret"), FrameCodec.readGreeting(frame(FrameKind.GREETING)));
    }

    @Test
    void shouldRefuseOtherMagic() {
        FrameCodec.write(sink, HELLO);
        final ByteSource fields = frame(FrameKind.HELLO);
        assertThrows(IllegalArgumentException.class, () -> FrameCodec.readGreeting(fields));
    }

    @Test
    void shouldReadHelloAndRetirement() {
        FrameCodec.write(sink, HELLO);
        assertEquals(HELLO, FrameCodec.readHello(frame(FrameKind.HELLO)));
        sink.truncate(0);
        FrameCodec.writeRetire(sink, HELLO);
        assertEquals(HELLO, FrameCodec.readHello(frame(FrameKind.RETIRE)));
    }

    @Test
    void shouldReadPositions() {
        final StreamPositions open = StreamPositions.open(
                HELLO, new long[] {0, StreamPositions.UNKNOWN, Long.MAX_VALUE}, new long[] {1, -1, 0});
        FrameCodec.write(sink, open);
        final StreamPositions read = FrameCodec.readPositions(frame(FrameKind.POSITIONS));
        assertEquals(HELLO, read.hello());
        assertEquals(StreamPositions.Outcome.OPEN, read.outcome());
        assertArrayEquals(open.lastNumbers(), read.lastNumbers());
        assertArrayEquals(open.checksums(), read.checksums());
    }

    @Test
    void shouldReadBatchesAndReplies() {
        final byte[] commands = new byte[100_000];
        new Random(1).nextBytes(commands);
        final PartitionBatch batch = new PartitionBatch(
                1,
                2,
                3,
                255,
                1L << 40,
                2_048,
                5,
                -6,
                commands,
                List.of(new SourceFile(1, "june.jsonl"), new SourceFile(Integer.MAX_VALUE, "läufe.csv")));
        FrameCodec.write(sink, batch);
        final PartitionBatch read = FrameCodec.readBatch(frame(FrameKind.BATCH));
        assertArrayEquals(commands, read.commands());
        assertEquals(
                batch.toString().replaceAll("commands=.*", ""), read.toString().replaceAll("commands=.*", ""));
        assertEquals(batch.sources(), read.sources());
        for (final PartitionReply.Outcome outcome : PartitionReply.Outcome.values()) {
            sink.truncate(0);
            FrameCodec.write(
                    sink, new PartitionReply(1, 2, 3, 255, 1L << 40, 2_048, outcome, 77, 100, new byte[] {1, -1}));
            final PartitionReply reply = FrameCodec.readReply(frame(FrameKind.REPLY));
            assertTrue(reply.answers(batch));
            assertEquals(outcome, reply.outcome());
            assertEquals(77, reply.expectedNumber());
            assertArrayEquals(new byte[] {1, -1}, reply.codes());
        }
    }

    @Test
    void shouldReadRoutes() {
        final BitSet open = new BitSet();
        open.set(0);
        open.set(255);
        final Routes routes = new Routes(List.of("127.0.0.1:7401", "[::1]:7402"), open);
        FrameCodec.write(sink, routes);
        assertEquals(routes, FrameCodec.readRoutes(frame(FrameKind.ROUTES)));
    }

    @Test
    void shouldReadAsksAndAnswers() {
        final byte[] bytes = new byte[PartitionBatch.MOST_BYTES];
        new Random(2).nextBytes(bytes);
        FrameCodec.write(sink, Ask.command(16_383, bytes).withId(-1));
        final Ask command = FrameCodec.readAsk(frame(FrameKind.ASK));
        assertEquals(-1, command.id());
        assertEquals(16_383, command.partition());
        assertTrue(command.isCommand());
        assertArrayEquals(bytes, command.command());

        sink.truncate(0);
        final Ask question = Ask.question(Ask.EXPLAIN, 3, "åccount", Long.MAX_VALUE, "switch-1\ne 1");
        FrameCodec.write(sink, question);
        final Ask read = FrameCodec.readAsk(frame(FrameKind.ASK));
        assertFalse(read.isCommand());
        assertEquals(
                List.of(Ask.EXPLAIN, "åccount", Long.MAX_VALUE, "switch-1\ne 1"),
                List.of(read.question(), read.account(), read.atLeast(), read.text()));

        for (final AskAnswer.Outcome outcome : AskAnswer.Outcome.values()) {
            sink.truncate(0);
            FrameCodec.write(sink, new AskAnswer(7, outcome, 3, 1L << 50, 100, ResultCode.UNFUNDED, bytes, "{é}"));
            final AskAnswer answer = FrameCodec.readAnswer(frame(FrameKind.ANSWER));
            assertEquals(
                    List.of(7L, outcome, 3, 1L << 50, 100, ResultCode.UNFUNDED, "{é}"),
                    List.of(
                            answer.id(),
                            answer.outcome(),
                            answer.partition(),
                            answer.sequence(),
                            answer.retryAfterMs(),
                            answer.code(),
                            answer.text()));
            assertArrayEquals(bytes, answer.record());
        }
    }

    /** Whatever comes over a wire is a frame, or an exception that the connection knows. */
    @Test
    void shouldRefuseDamagedFrames() {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        final Random random = new Random(seed);
        FrameCodec.write(
                sink,
                StreamPositions.closed(
                        HELLO, StreamPositions.Outcome.REFUSED, "partitions=4, the grid has partitions=8"));
        for (int i = 0; i < 20_000; i++) {
            final byte[] damaged = sink.copy();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            final ByteSource source = new ByteSource().wrap(damaged, 4, damaged.length - 4);
            try {
                FrameCodec.readKind(source);
                FrameCodec.readPositions(source);
            } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
                continue;
            } catch (final RuntimeException e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }

    private ByteSource frame(final FrameKind kind) {
        final ByteSource source = new ByteSource().wrap(sink.bytes(), 0, sink.length());
        assertEquals(sink.length() - 4, source.getInt());
        assertEquals(kind, FrameCodec.readKind(source));
        return source;
    }
}
