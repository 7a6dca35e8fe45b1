package io.ratinggrid.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.wire.FrameCodec;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.Routes;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.Transport;
import org.junit.jupiter.api.Test;

final class BatchBuffersTest {
    private final BatchBuffers buffers = new BatchBuffers();

    @Test
    void shouldHandOutWhatWasGivenBackAndNothingElse() {
        final byte[] first = buffers.take(300);
        final byte[] second = buffers.take(300);
        assertNotSame(first, second);
        final Runnable giveBack = buffers.giveBack(first);
        giveBack.run();
        giveBack.run();
        assertSame(first, buffers.take(512), "the same length, rounded up");
        assertNotSame(first, buffers.take(300), "given back twice, but handed out once");
    }

    @Test
    void shouldHaveRoomForEveryLength() {
        for (int length = 0; length <= PartitionBatch.MOST_BYTES * 2; length += 1 + length / 7) {
            final byte[] buffer = buffers.take(length);
            assertTrue(buffer.length >= length, "length=" + length + " buffer=" + buffer.length);
            buffers.giveBack(buffer).run();
        }
    }

    @Test
    void shouldKeepABatchUntilItsOwnerIsDoneWithIt() {
        final Owner owner = new Owner();
        final GatewaySession session = new GatewaySession(
                owner, (ask, answer) -> {}, () -> new Routes(List.of(), new BitSet()), frame -> {}, () -> {}, buffers);
        take(session, sink -> FrameCodec.write(sink, new StreamHello(1, 2, 1, 8)));
        take(session, sink -> FrameCodec.write(sink, batch(1)));
        take(session, sink -> FrameCodec.write(sink, batch(2)));
        assertCommands(1, owner.batches.get(0));
        assertCommands(2, owner.batches.get(1));
        owner.free.get(0).run();
        take(session, sink -> FrameCodec.write(sink, batch(3)));
        assertSame(owner.batches.get(0).commands(), owner.batches.get(2).commands());
        assertCommands(2, owner.batches.get(1));
        assertCommands(3, owner.batches.get(2));
    }

    private static void take(final GatewaySession session, final Consumer<ByteSink> frame) {
        session.take(FrameCodec.body(FrameCodec.frame(frame)));
    }

    private static PartitionBatch batch(final int filling) {
        final byte[] commands = new byte[400 + filling];
        Arrays.fill(commands, (byte) filling);
        return new PartitionBatch(1, 2, 1, 3, 1, 1, 0, 0, commands);
    }

    private static void assertCommands(final int filling, final PartitionBatch batch) {
        assertEquals(400 + filling, batch.bytes());
        for (int i = 0; i < batch.bytes(); i++) {
            assertEquals(filling, batch.commands()[i]);
        }
    }

    /** Keeps what it gets. */
    private static final class Owner implements Transport {
        private final List<PartitionBatch> batches = new ArrayList<>();
        private final List<Runnable> free = new ArrayList<>();

        @Override
        public void connect(final StreamHello hello, final ReplyHandler handler) {}

        @Override
        public void send(final PartitionBatch batch) {
            throw new AssertionError("without a way to be given back");
        }

        @Override
        public void send(final PartitionBatch batch, final Runnable whenFree) {
            batches.add(batch);
            free.add(whenFree);
        }

        @Override
        public void retire(final StreamHello hello) {}

        @Override
        public void close() {}
    }
}
