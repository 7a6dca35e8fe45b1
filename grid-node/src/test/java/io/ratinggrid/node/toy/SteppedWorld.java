package io.ratinggrid.node.toy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.ratinggrid.node.seam.CommitSlots;
import io.ratinggrid.node.seam.Offload;
import io.ratinggrid.seam.Scheduler;

/**
 * All that runs elsewhere in a real node, run here one step at a time: messages to owners, reads, image writes and appends,
 * each in its own order, interleaved at random or oldest first.
 */
public final class SteppedWorld implements Scheduler {
    private record Timer(long dueMs, long order, Runnable task) {}

    public final ManualClock clock = new ManualClock();
    private final Queue<Runnable> messages = new ArrayDeque<>();
    private final Queue<Runnable> appends = new ArrayDeque<>();
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final Queue<Runnable> images = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            (a, b) -> a.dueMs != b.dueMs ? Long.compare(a.dueMs, b.dueMs) : Long.compare(a.order, b.order));
    private long order;
    private int slotsTaken;
    private int firstSlots;

    @Override
    public void execute(final Runnable task) {
        messages.add(task);
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        timers.add(new Timer(clock.timeMs() + delayMs, order++, task));
    }

    /** For a memory journal: appends take effect as steps. */
    public void append(final Runnable task) {
        appends.add(task);
    }

    public Offload reads() {
        return offload(reads);
    }

    public Offload images() {
        return offload(images);
    }

    /** Slots without a limit, but counted. */
    public CommitSlots slots() {
        return new CommitSlots() {
            @Override
            public void request(final Runnable granted) {
                slotsTaken++;
                execute(granted);
            }

            @Override
            public void requestFirst(final Runnable granted) {
                firstSlots++;
                request(granted);
            }

            @Override
            public void release() {
                slotsTaken--;
            }

            @Override
            public void releaseFirst() {
                slotsTaken--;
            }
        };
    }

    /** Slots asked for before others, up to now. */
    public int firstSlots() {
        return firstSlots;
    }

    /** Slots asked for and not given back. */
    public int slotsTaken() {
        return slotsTaken;
    }

    /** Runs messages to owners only, as if nothing else moved. */
    public void runMessages() {
        while (!messages.isEmpty()) {
            messages.remove().run();
        }
    }

    /** Runs one append, and what follows in the owners. */
    public boolean runAppend() {
        return runOne(appends);
    }

    /** Runs one image write, and what follows in the owners. */
    public boolean runImage() {
        return runOne(images);
    }

    /** Lets the second append go before the first. */
    public void swapAppends() {
        appends.add(appends.remove());
    }

    /** Runs all reads, and what follows in the owners. */
    public void runReads() {
        while (runOne(reads)) {}
    }

    /** Forgets the image writes under way, as a crash does. */
    public void dropImages() {
        images.clear();
    }

    public int appendsWaiting() {
        return appends.size();
    }

    /** Runs everything, moving the clock to timers, until nothing is left. */
    public void runAll() {
        runMessages();
        while (runOne(reads) || runOne(appends) || runOne(images) || runTimer()) {
            runMessages();
        }
    }

    /** Runs everything that needs no timer. */
    public void runReady() {
        runMessages();
        while (runOne(reads) || runOne(appends) || runOne(images)) {
            runMessages();
        }
    }

    /** Runs a random step; false if there is none but timers. */
    public boolean runRandom(final Random random) {
        final List<Queue<Runnable>> ready = new ArrayList<>();
        for (final Queue<Runnable> queue : List.of(messages, appends, reads, images)) {
            if (!queue.isEmpty()) {
                ready.add(queue);
            }
        }
        if (ready.isEmpty()) {
            return false;
        }
        ready.get(random.nextInt(ready.size())).remove().run();
        return true;
    }

    /** Moves the clock to the next timer and runs it; false if there is none. */
    public boolean runTimer() {
        final Timer timer = timers.poll();
        if (timer == null) {
            return false;
        }
        clock.advance(Math.max(0, timer.dueMs - clock.timeMs()));
        timer.task.run();
        return true;
    }

    private boolean runOne(final Queue<Runnable> queue) {
        if (queue.isEmpty()) {
            return false;
        }
        queue.remove().run();
        runMessages();
        return true;
    }

    private Offload offload(final Queue<Runnable> queue) {
        return new Offload() {
            @Override
            public <T> void call(final Supplier<T> blocking, final BiConsumer<T, RuntimeException> outcome) {
                queue.add(() -> {
                    try {
                        final T value = blocking.get();
                        execute(() -> outcome.accept(value, null));
                    } catch (final RuntimeException e) {
                        execute(() -> outcome.accept(null, e));
                    }
                });
            }
        };
    }
}
