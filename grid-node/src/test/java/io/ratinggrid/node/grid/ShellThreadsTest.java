package io.ratinggrid.node.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.seam.Scheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ShellThreadsTest {
    static final Scheduler AT_ONCE = new Scheduler() {
        @Override
        public void execute(final Runnable task) {
            task.run();
        }

        @Override
        public void schedule(final long delayMs, final Runnable task) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void shouldGiveSlotsOldestRequestFirst() {
        final CommitSlots slots = new SharedCommitSlots(2).on(AT_ONCE);
        final List<Integer> granted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            final int number = i;
            slots.request(() -> granted.add(number));
        }
        assertEquals(List.of(0, 1), granted);
        slots.release();
        assertEquals(List.of(0, 1, 2), granted);
        slots.release();
        slots.release();
        slots.release();
        slots.release();
        slots.request(() -> granted.add(5));
        assertEquals(List.of(0, 1, 2, 3, 4, 5), granted);
    }

    @Test
    void shouldRunEveryMessageOnceAndTimersWhenDue() throws InterruptedException {
        final RatingThread thread = new RatingThread("test", failure -> {});
        final AtomicInteger run = new AtomicInteger();
        final CountDownLatch timer = new CountDownLatch(1);
        thread.start();
        thread.schedule(20, timer::countDown);
        final List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            senders.add(new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    thread.execute(() -> thread.execute(run::incrementAndGet));
                }
            }));
        }
        senders.forEach(Thread::start);
        for (final Thread sender : senders) {
            sender.join();
        }
        while (run.get() < 200_000) {
            Thread.sleep(1);
        }
        assertTrue(timer.await(10, TimeUnit.SECONDS));
        thread.stop();
        thread.join();
        assertFalse(thread.offer(() -> {}));
    }

    @Test
    void shouldRefuseInputBeyondHalfOfItsRoom() {
        final RatingThread thread = new RatingThread("test", failure -> {});
        int taken = 0;
        while (thread.offer(() -> {})) {
            taken++;
        }
        assertTrue(taken >= 1 << 15 && taken < 1 << 16, "taken=" + taken);
    }

    @Test
    void shouldStopAtAMessageThatThrows() throws InterruptedException {
        final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        final RatingThread thread = new RatingThread("test", failures::add);
        final AtomicInteger after = new AtomicInteger();
        thread.start();
        thread.execute(() -> {
            throw new IllegalStateException("planned");
        });
        assertEquals("planned", failures.take().getMessage());
        thread.execute(after::incrementAndGet);
        thread.join();
        assertEquals(0, after.get());
    }
}
