package io.ratinggrid.persistence.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.journal.JournalStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class MemoryJournalStoreTest extends JournalStoreContract {
    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(4);
    private static final JournalStore STORE = new MemoryJournalStore(8, EXECUTOR);

    @AfterAll
    static void stop() {
        EXECUTOR.shutdown();
    }

    @Override
    protected JournalStore store() {
        return STORE;
    }

    @Override
    protected int partitions() {
        return 8;
    }

    @Test
    void shouldTakeEffectWhenTheExecutorSteps() {
        final Queue<Runnable> steps = new ArrayDeque<>();
        final JournalStore stepped = new MemoryJournalStore(2, steps::add);
        final List<AppendOutcome> outcomes = new ArrayList<>();

        stepped.append(0, 1, new byte[] {1}, (partition, sequence, outcome) -> outcomes.add(outcome));
        stepped.append(0, 1, new byte[] {2}, (partition, sequence, outcome) -> outcomes.add(outcome));
        assertNull(stepped.read(0, 1));

        steps.remove().run();
        assertNotNull(stepped.read(0, 1));
        assertEquals(List.of(AppendOutcome.MINE), outcomes);

        steps.remove().run();
        assertEquals(List.of(AppendOutcome.MINE, AppendOutcome.ANOTHERS), outcomes);
    }
}
