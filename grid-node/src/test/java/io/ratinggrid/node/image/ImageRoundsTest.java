package io.ratinggrid.node.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.persistence.memory.MemorySnapshotStore;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.seam.Scheduler;
import org.junit.jupiter.api.Test;

/** When a round is due by time and by bytes; all else is in the suites of owners. */
final class ImageRoundsTest {
    private static final int CHUNK_BYTES = 4_000;
    private static final int CHUNKS = 4;
    /** Of entries, for which a round that writes all chunks is worth it. */
    private static final int WORTH = CHUNK_BYTES * CHUNKS / 16;

    private static final int AFTER_BYTES = 1_024;
    private static final int AFTER_MS = 30_000;

    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final ImageRounds rounds = new ImageRounds(
            0,
            logic(),
            new long[CHUNKS],
            new ImageSeams(new MemorySnapshotStore(1), new AtOnce(), new Timers()),
            new ImagePace(1_000, AFTER_BYTES, AFTER_MS, 10),
            new Listener());
    private int completed;

    @Test
    void shouldBeginSomeTimeAfterTheFirstEntry() {
        assertEquals(0, timers.size());
        rounds.added(1);
        rounds.added(1);
        assertEquals(1, timers.size());
        timers.poll().run();
        assertEquals(1, completed);
        assertEquals(0, timers.size());
    }

    @Test
    void shouldWaitWhileItWouldWriteMuchMoreThanHasCome() {
        rounds.added(1);
        timers.poll().run();
        rounds.added(WORTH - 1);
        timers.poll().run();
        assertEquals(1, completed);
        rounds.added(1);
        timers.poll().run();
        assertEquals(2, completed);
        assertEquals(0, timers.size());
    }

    @Test
    void shouldBeginByTimeForWhatWasReplayed() {
        rounds.replayed(0, 0);
        assertEquals(0, timers.size());
        rounds.replayed(3, 300);
        timers.poll().run();
        assertEquals(1, completed);
    }

    @Test
    void shouldBeginByBytesBetweenHalfOfThemAndAll() {
        addOneByOne(AFTER_BYTES / 2);
        assertEquals(0, completed);
        addOneByOne(AFTER_BYTES / 2);
        assertEquals(1, completed);
    }

    @Test
    void shouldWaitForMoreBytesWhereImagesAreLarge() {
        addOneByOne(AFTER_BYTES);
        assertEquals(1, completed);
        addOneByOne(CHUNK_BYTES * CHUNKS / 4 - AFTER_BYTES);
        assertEquals(1, completed);
        addOneByOne(AFTER_BYTES);
        assertEquals(2, completed);
    }

    private void addOneByOne(final int bytes) {
        final int entry = AFTER_BYTES / 16;
        for (int added = 0; added < bytes; added += entry) {
            rounds.added(entry);
            step();
        }
    }

    @Test
    void shouldNotBeginOnceDropped() {
        rounds.added(1);
        rounds.drop();
        timers.poll().run();
        assertEquals(0, completed);
        assertEquals(0, timers.size());
    }

    private void step() {
        rounds.step(() -> new Manifest(0, new JournalTip(1, 1, 1, 1, 1), new long[0], List.of(), 1));
    }

    private static PartitionLogic logic() {
        return (PartitionLogic) Proxy.newProxyInstance(
                PartitionLogic.class.getClassLoader(),
                new Class<?>[] {PartitionLogic.class},
                (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "isDirty" -> {
                            return true;
                        }
                        case "writeChunk" -> {
                            ((ByteSink) given[1]).putBytes(new byte[CHUNK_BYTES], 0, CHUNK_BYTES);
                            return null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private static final class AtOnce implements Offload {
        @Override
        public <T> void call(final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
            outcome.accept(blocking.get(), null);
        }
    }

    private final class Timers implements Scheduler {
        @Override
        public void execute(final Runnable task) {
            task.run();
        }

        @Override
        public void schedule(final long delayMs, final Runnable task) {
            assertTrue(delayMs > AFTER_MS / 2 && delayMs <= AFTER_MS, () -> "delayMs=" + delayMs);
            timers.add(task);
        }
    }

    private final class Listener implements ImageListener {
        @Override
        public void mayStep() {
            step();
        }

        @Override
        public void completed(final Manifest manifest) {
            completed++;
        }

        @Override
        public void failed(final String what, final RuntimeException failure, final boolean again) {
            throw new AssertionError(what, failure);
        }
    }
}
