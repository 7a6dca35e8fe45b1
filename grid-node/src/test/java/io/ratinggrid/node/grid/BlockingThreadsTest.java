package io.ratinggrid.node.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has a rank is seen through, lowest first. */
@Timeout(60)
final class BlockingThreadsTest {
    private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final List<String> begun = new ArrayList<>();
    private final BlockingThreads threads = new BlockingThreads("test", 1, 100);
    private final BlockingThreads ranked = new BlockingThreads("ranked", 1, 100);
    private final Offload offload = threads.on(
            new Scheduler() {
                @Override
                public void execute(final Runnable task) {
                    messages.add(task);
                }

                @Override
                public void schedule(final long delayMs, final Runnable task) {
                    throw new UnsupportedOperationException();
                }
            },
            ranked);

    @Test
    void shouldSeeTheLowestRankThroughBeforeTheNext() throws InterruptedException {
        call(5, "first", 2);
        call(7, "last", 1);
        call(6, "second", 2);
        for (int heard = 0; heard < 5; heard++) {
            messages.take().run();
        }
        assertEquals(List.of("first 2", "first 1", "second 2", "second 1", "last 1"), begun);
        threads.stop(10_000);
        ranked.stop(10_000);
    }

    @Test
    void shouldNotKeepCallsWithoutRankWaiting() throws InterruptedException {
        call(5, "recovery", 1);
        final Runnable unheard = messages.take();
        offload.call(() -> "query", (value, failure) -> begun.add(value));
        messages.take().run();
        unheard.run();
        assertEquals(List.of("recovery 1", "query"), begun);
        threads.stop(10_000);
        ranked.stop(10_000);
    }

    /** A call whose outcome leads to the next one of its rank, so many times. */
    private void call(final long rank, final String name, final int left) {
        offload.call(
                rank,
                () -> {
                    synchronized (begun) {
                        begun.add(name + " " + left);
                    }
                    return name;
                },
                (value, failure) -> {
                    if (left > 1) {
                        call(rank, name, left - 1);
                    }
                });
    }
}
