package io.ratinggrid.persistence.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every journal store must do; each implementation runs it. */
@Timeout(30)
public abstract class JournalStoreContract {
    private static final AtomicLong FRESH = new AtomicLong(1);

    /** A store with at least two partitions. */
    protected abstract JournalStore store();

    protected abstract int partitions();

    @Test
    void shouldReadWhatWasAppended() {
        final long sequence = FRESH.getAndIncrement();

        assertEquals(AppendOutcome.MINE, append(0, sequence, bytes("entry")));
        assertArrayEquals(bytes("entry"), store().read(0, sequence));
    }

    /** The store holds a copy of the first partition. */
    @Test
    void shouldReadItsOwnCopy() {
        final long sequence = FRESH.getAndIncrement();

        assertNull(store().readOwnCopy(0, sequence));
        assertEquals(AppendOutcome.MINE, append(0, sequence, bytes("entry")));
        assertArrayEquals(bytes("entry"), store().readOwnCopy(0, sequence));
    }

    @Test
    void shouldReadNullWhereNothingIs() {
        assertNull(store().read(0, FRESH.getAndIncrement()));
    }

    @Test
    void shouldAnswerMineToTheSameBytesAgain() {
        final long sequence = FRESH.getAndIncrement();

        assertEquals(AppendOutcome.MINE, append(0, sequence, bytes("same")));
        assertEquals(AppendOutcome.MINE, append(0, sequence, bytes("same")));
        assertArrayEquals(bytes("same"), store().read(0, sequence));
    }

    @Test
    void shouldAnswerAnothersToOtherBytesAndKeepTheFirst() {
        final long sequence = FRESH.getAndIncrement();

        assertEquals(AppendOutcome.MINE, append(0, sequence, bytes("first")));
        assertEquals(AppendOutcome.ANOTHERS, append(0, sequence, bytes("second")));
        assertEquals(AppendOutcome.ANOTHERS, append(0, sequence, bytes("first and more")));
        assertArrayEquals(bytes("first"), store().read(0, sequence));
    }

    @Test
    void shouldPutAgainWhatStandsThereAndNothingElse() {
        final long sequence = FRESH.getAndIncrement();

        assertFalse(store().putAgain(0, sequence, bytes("entry")));
        assertNull(store().read(0, sequence));
        append(0, sequence, bytes("entry"));
        assertTrue(store().putAgain(0, sequence, bytes("entry")));
        assertTrue(store().putAgain(0, sequence, bytes("entry")));
        assertFalse(store().putAgain(0, sequence, bytes("another")));
        assertArrayEquals(bytes("entry"), store().read(0, sequence));
    }

    @Test
    void shouldRemoveWhatIsAskedForAndNothingElse() {
        final long first = FRESH.getAndAdd(200);
        for (long sequence = first; sequence < first + 200; sequence++) {
            assertEquals(AppendOutcome.MINE, append(0, sequence, bytes("entry " + sequence)));
        }
        append(1, first + 1, bytes("of another partition"));

        store().remove(0, first + 1, first + 150);
        store().remove(0, first + 100, first + 160);

        for (long sequence = first; sequence < first + 200; sequence++) {
            final boolean isGone = sequence > first && sequence <= first + 160;
            assertEquals(isGone, store().read(0, sequence) == null, "sequence=" + (sequence - first));
        }
        assertArrayEquals(bytes("of another partition"), store().read(1, first + 1));
    }

    /** Entries of every length around those of one page of memory and of several. */
    @Test
    void shouldTellHowAnEntryEnds() {
        final List<Integer> lengths = new ArrayList<>(List.of(1, 7, 8, 9, JournalStore.MAX_ENTRY_BYTES));
        for (int length = 3_700; length < 4_200; length += 3) {
            lengths.add(length);
        }
        for (int length = 8_000; length < 8_300; length += 7) {
            lengths.add(length);
        }
        final long first = FRESH.getAndAdd(lengths.size() + 1);
        for (int i = 0; i < lengths.size(); i++) {
            final byte[] entry = new byte[lengths.get(i)];
            new Random(i).nextBytes(entry);
            assertEquals(AppendOutcome.MINE, append(0, first + i, entry));
            final byte[] end = Arrays.copyOfRange(entry, Math.max(0, entry.length - 8), entry.length);
            assertTrue(endsWith(0, first + i, end), "bytes=" + entry.length);
            end[i % end.length]++;
            assertFalse(endsWith(0, first + i, end), "bytes=" + entry.length);
            assertFalse(endsWith(0, first + i, new byte[entry.length + 1]), "bytes=" + entry.length);
        }
        assertFalse(endsWith(0, first + lengths.size(), new byte[8]));
        assertThrows(IllegalArgumentException.class, () -> store().endsWith(partitions(), 1, new byte[8]));
    }

    /** As the store has it; one that can tell in more than one way overrides this, and compares them. */
    protected boolean endsWith(final int partition, final long sequence, final byte[] end) {
        return store().endsWith(partition, sequence, end);
    }

    @Test
    void shouldRefuseToRemoveWhatCannotBeThere() {
        assertThrows(IllegalArgumentException.class, () -> store().remove(partitions(), 1, 2));
        assertThrows(IllegalArgumentException.class, () -> store().remove(0, -1, 2));
        assertThrows(IllegalArgumentException.class, () -> store().remove(0, 2, 1));
    }

    @Test
    void shouldLetExactlyOneOfManyWin() {
        final int rivals = 12;
        for (int round = 0; round < 10; round++) {
            final long sequence = FRESH.getAndIncrement();
            final List<CompletableFuture<AppendOutcome>> answers = new ArrayList<>();
            for (int rival = 0; rival < rivals; rival++) {
                answers.add(appendAsync(1, sequence, bytes("rival " + rival)));
            }
            final List<AppendOutcome> outcomes =
                    answers.stream().map(JournalStoreContract::await).toList();

            assertEquals(1, Collections.frequency(outcomes, AppendOutcome.MINE));
            assertEquals(rivals - 1, Collections.frequency(outcomes, AppendOutcome.ANOTHERS));
            final int winner = outcomes.indexOf(AppendOutcome.MINE);
            assertArrayEquals(bytes("rival " + winner), store().read(1, sequence));
        }
    }

    @Test
    void shouldCallBackOncePerAppend() {
        final int appends = 50;
        final long first = FRESH.getAndAdd(appends);
        final AtomicInteger calls = new AtomicInteger();
        final List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < appends; i++) {
            final CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            store().append(0, first + i, bytes("entry " + i), (partition, sequence, outcome) -> {
                calls.incrementAndGet();
                answer.complete(partition + " " + sequence + " " + outcome);
            });
        }
        for (int i = 0; i < appends; i++) {
            assertEquals("0 " + (first + i) + " MINE", await(answers.get(i)));
        }

        assertEquals(appends, calls.get());
    }

    @Test
    void shouldKeepPartitionsAndSequencesApart() {
        final long sequence = FRESH.getAndAdd(2);
        for (int partition = 0; partition < partitions(); partition++) {
            append(partition, sequence, bytes("a" + partition));
            append(partition, sequence + 1, bytes("b" + partition));
        }

        for (int partition = 0; partition < partitions(); partition++) {
            assertArrayEquals(bytes("a" + partition), store().read(partition, sequence));
            assertArrayEquals(bytes("b" + partition), store().read(partition, sequence + 1));
        }
    }

    @Test
    void shouldTakeTheFirstAndTheLastSequenceOfAll() {
        assertEquals(AppendOutcome.MINE, append(1, 0, bytes("first")));
        assertEquals(AppendOutcome.MINE, append(1, Long.MAX_VALUE, bytes("last")));
        assertArrayEquals(bytes("first"), store().read(1, 0));
        assertArrayEquals(bytes("last"), store().read(1, Long.MAX_VALUE));
    }

    @Test
    void shouldTakeTheLargestEntryAndRefuseALargerOne() {
        final long sequence = FRESH.getAndAdd(2);
        final byte[] largest = filled(JournalStore.MAX_ENTRY_BYTES);
        final byte[] larger = filled(JournalStore.MAX_ENTRY_BYTES + 1);

        assertEquals(AppendOutcome.MINE, append(0, sequence, largest));
        assertArrayEquals(largest, store().read(0, sequence));
        assertRefused(0, sequence + 1, larger);
        assertNull(store().read(0, sequence + 1));
    }

    @Test
    void shouldRefuseWhatTheGridDoesNotHave() {
        assertRefused(-1, 1, bytes("entry"));
        assertRefused(partitions(), 1, bytes("entry"));
        assertRefused(0, -1, bytes("entry"));
        assertRefused(0, 1, new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> store().read(partitions(), 1));
        assertThrows(IllegalArgumentException.class, () -> store().read(0, -1));
        assertThrows(IllegalArgumentException.class, () -> store().putAgain(partitions(), 1, bytes("entry")));
    }

    @Test
    void shouldNotChangeByWhatAReaderDoes() {
        final long sequence = FRESH.getAndIncrement();
        append(0, sequence, bytes("entry"));

        Arrays.fill(store().read(0, sequence), (byte) 0);

        assertArrayEquals(bytes("entry"), store().read(0, sequence));
    }

    private void assertRefused(final int partition, final long sequence, final byte[] entry) {
        final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
        assertThrows(IllegalArgumentException.class, () -> store().append(
                        partition, sequence, entry, (p, s, outcome) -> answer.complete(outcome)));
        assertFalse(answer.isDone());
    }

    private AppendOutcome append(final int partition, final long sequence, final byte[] entry) {
        return await(appendAsync(partition, sequence, entry));
    }

    private CompletableFuture<AppendOutcome> appendAsync(final int partition, final long sequence, final byte[] entry) {
        final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
        store().append(partition, sequence, entry, (p, s, outcome) -> answer.complete(outcome));
        return answer;
    }

    private static <T> T await(final CompletableFuture<T> answer) {
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] filled(final int size) {
        final byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }
}
