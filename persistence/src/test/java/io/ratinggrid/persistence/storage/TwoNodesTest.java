package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class TwoNodesTest {
    private static final String JOURNAL = "journal";

    @TempDir
    private Path directory;

    @Test
    void shouldKeepEveryEntryOnBothRefuseOtherSettingsAndStandStillAlone() {
        final List<Integer> ports = List.of(port(), port(), port());
        final CompletableFuture<GridStorage> starting =
                CompletableFuture.supplyAsync(() -> new GridStorage(node(0, ports)).start());
        try (GridStorage second = new GridStorage(node(1, ports)).start()) {
            try (GridStorage first = starting.join()) {
                assertEquals(
                        2, first.ignite().cluster().currentBaselineTopology().size());
                for (int partition = 0; partition < SmallGrid.PARTITIONS; partition++) {
                    assertEquals(AppendOutcome.MINE, append(first.journal(), partition, 1, partition));
                    assertEquals(AppendOutcome.ANOTHERS, append(second.journal(), partition, 1, 100));
                    assertArrayEquals(
                            new byte[] {(byte) partition}, first.journal().readOwnCopy(partition, 1));
                    assertArrayEquals(
                            new byte[] {(byte) partition}, second.journal().readOwnCopy(partition, 1));
                }
                shouldFillAHole(first, second);
                final GridStorage other = new GridStorage(node(2, ports).durability(Durability.POWER));
                final String message =
                        assertThrows(IllegalStateException.class, other::start).getMessage();
                assertTrue(message.contains("start with durability=PROCESS"), message);
            }
            assertThrows(IllegalStateException.class, () -> second.journal().read(0, 1));
            assertEquals(AppendOutcome.UNKNOWN, append(second.journal(), 0, 2, 100));
            try (GridStorage back = new GridStorage(node(0, ports)).start()) {
                for (int partition = 0; partition < SmallGrid.PARTITIONS; partition++) {
                    assertArrayEquals(
                            new byte[] {(byte) partition}, back.journal().read(partition, 1));
                    assertArrayEquals(
                            new byte[] {(byte) partition}, second.journal().read(partition, 1));
                }
                assertEquals(AppendOutcome.MINE, append(back.journal(), 1, 2, 1));
            }
        }
    }

    /** Whichever node holds the first copy of a partition, one of them lacks the entry. */
    private static void shouldFillAHole(final GridStorage first, final GridStorage second) {
        for (int partition = 0; partition < SmallGrid.PARTITIONS; partition++) {
            final byte[] entry = {(byte) partition};
            final boolean isFirst = first.ignite()
                    .affinity(JOURNAL)
                    .isPrimary(first.ignite().cluster().localNode(), new GridKey(partition, 1));
            final GridStorage lacking = isFirst ? second : first;
            lacking.ignite().cache(JOURNAL).localClear(new GridKey(partition, 1));
            assertNull(lacking.journal().readOwnCopy(partition, 1));
            assertFalse(first.journal().putAgain(partition, 1, new byte[] {100}));
            assertNull(lacking.journal().readOwnCopy(partition, 1));
            assertTrue(first.journal().putAgain(partition, 1, entry));
            assertArrayEquals(entry, lacking.journal().readOwnCopy(partition, 1));
            lacking.ignite().cache(JOURNAL).localClear(new GridKey(partition, 1));
            assertEquals(AppendOutcome.MINE, append(first.journal(), partition, 1, partition));
            assertArrayEquals(entry, lacking.journal().readOwnCopy(partition, 1));
        }
    }

    private GridStorageContext node(final int index, final List<Integer> ports) {
        return SmallGrid.in(directory.resolve("node-" + index))
                .instanceName("node-" + index)
                .backups(1)
                .discoveryPort(ports.get(index))
                .peers(IntStream.range(0, ports.size())
                        .mapToObj(i -> "127.0.0.1:" + ports.get(i))
                        .toList())
                .foundingNodes(2);
    }

    private static AppendOutcome append(
            final JournalStore journal, final int partition, final long sequence, final int content) {
        final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
        journal.append(partition, sequence, new byte[] {(byte) content}, (p, s, outcome) -> answer.complete(outcome));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static int port() {
        return NodePort.DISCOVERY.settle(0, "127.0.0.1");
    }
}
