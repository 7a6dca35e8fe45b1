package io.ratinggrid.ingest.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventQueue} does. */
public abstract class EventQueueConformance {
    private EventQueue queue;

    protected abstract EventQueue open(Durability durability);

    /** Closes and opens again what {@link #open} made. */
    protected abstract EventQueue reopen(EventQueue open);

    @BeforeEach
    void openQueue() {
        queue = open(Durability.PROCESS);
    }

    @AfterEach
    void closeQueue() {
        queue.close();
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertEquals(EventQueue.NONE, queue.lastIndex());
        assertEquals(EventQueue.NONE, queue.durableIndex());
        assertEquals(List.of(), textsAfter(EventQueue.NONE));
    }

    @Test
    void shouldReadInOrderWithGrowingIndexes() {
        final long first = append("a");
        final long second = append("bb");
        assertTrue(second > first);
        assertEquals(second, queue.lastIndex());
        assertEquals(List.of("a", "bb"), textsAfter(EventQueue.NONE));
        assertEquals(List.of("bb"), textsAfter(first));
        assertEquals(List.of(), textsAfter(second));
    }

    @Test
    void shouldGoOnReadingWhenMoreIsAppended() {
        try (QueueCursor cursor = queue.cursorAfter(EventQueue.NONE)) {
            assertEquals(EventQueue.NONE, cursor.next());
            final long first = append("a");
            assertEquals(first, cursor.next());
            assertEquals(EventQueue.NONE, cursor.next());
            assertEquals(first, cursor.index());
            queue.roll();
            assertEquals(EventQueue.NONE, cursor.next());
            final long second = append("b");
            assertEquals(second, cursor.next());
            assertEquals("b", text(cursor));
        }
    }

    @Test
    void shouldKeepBytesOfEverySize() {
        final Random random = new Random(7);
        final List<byte[]> written = new ArrayList<>();
        for (final int length : new int[] {1, 2, 3, 4, 5, 63, 64, 65, 1_000, 70_000, 200_000, 1}) {
            final byte[] bytes = new byte[length + 2];
            random.nextBytes(bytes);
            queue.append(bytes, 1, length);
            written.add(Arrays.copyOfRange(bytes, 1, 1 + length));
        }
        try (QueueCursor cursor = queue.cursorAfter(EventQueue.NONE)) {
            for (final byte[] expected : written) {
                assertTrue(cursor.next() != EventQueue.NONE);
                assertArrayEquals(expected, Arrays.copyOf(cursor.bytes(), cursor.length()));
            }
        }
    }

    @Test
    void shouldFindEverythingAgainAfterReopening() {
        append("a");
        queue.roll();
        final long second = append("b");
        queue = reopen(queue);
        assertEquals(second, queue.lastIndex());
        final long third = append("c");
        assertTrue(third > second);
        assertEquals(List.of("a", "b", "c"), textsAfter(EventQueue.NONE));
        assertEquals(List.of("c"), textsAfter(second));
    }

    @Test
    void shouldRetireWholeFilesOnly() {
        final long first = append("a");
        queue.roll();
        final long second = append("b");
        append("c");
        queue.roll();
        final long last = append("d");
        assertEquals(0, queue.retireThrough(EventQueue.NONE));
        assertEquals(0, queue.retireThrough(first - 1));
        assertEquals(1, queue.retireThrough(second));
        assertEquals(List.of("b", "c", "d"), textsAfter(EventQueue.NONE));
        assertEquals(1, queue.retireThrough(last));
        assertEquals(List.of("d"), textsAfter(EventQueue.NONE));
        assertThrows(QueueFailedException.class, () -> queue.cursorAfter(first));
        queue = reopen(queue);
        append("e");
        assertEquals(List.of("d", "e"), textsAfter(EventQueue.NONE));
    }

    @Test
    void shouldRefuseIndexThatItDoesNotHold() {
        append("a");
        assertThrows(QueueFailedException.class, () -> queue.cursorAfter(queue.lastIndex() + 5));
    }

    @Test
    void shouldReadWhatWasNotForcedAfterReopening() {
        queue.close();
        queue = open(Durability.POWER);
        final long index = append("a");
        queue = reopen(queue);
        assertEquals(index, queue.durableIndex());
        assertEquals(List.of("a"), textsAfter(EventQueue.NONE));
    }

    @Test
    void shouldReadOnlyForcedRecordsAtDurabilityPower() {
        queue.close();
        queue = open(Durability.POWER);
        final long first = append("a");
        assertEquals(List.of(), textsAfter(EventQueue.NONE));
        queue.force(first);
        assertTrue(queue.durableIndex() >= first);
        final long second = append("b");
        queue.roll();
        final long third = append("c");
        assertEquals(List.of("a"), textsAfter(EventQueue.NONE));
        queue.force(second);
        queue.force(third);
        assertEquals(third, queue.durableIndex());
        assertEquals(List.of("a", "b", "c"), textsAfter(EventQueue.NONE));
    }

    @Test
    void shouldServeManyWaitersAtDurabilityPower() throws InterruptedException {
        queue.close();
        queue = open(Durability.POWER);
        final List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            final Thread thread = new Thread(() -> {
                for (int i = 0; i < 50; i++) {
                    final long index = appendLocked();
                    queue.force(index);
                    assertTrue(queue.durableIndex() >= index);
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (final Thread thread : callers) {
            thread.join();
        }
        assertEquals(400, textsAfter(EventQueue.NONE).size());
    }

    private synchronized long appendLocked() {
        return append("x");
    }

    private long append(final String text) {
        final byte[] bytes = text.getBytes(UTF_8);
        return queue.append(bytes, 0, bytes.length);
    }

    private List<String> textsAfter(final long index) {
        final List<String> texts = new ArrayList<>();
        try (QueueCursor cursor = queue.cursorAfter(index)) {
            while (cursor.next() != EventQueue.NONE) {
                texts.add(text(cursor));
            }
        }
        return texts;
    }

    private static String text(final QueueCursor cursor) {
        return new String(cursor.bytes(), 0, cursor.length(), UTF_8);
    }
}
