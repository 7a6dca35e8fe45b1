package io.ratinggrid.node.grid;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/**
 * One thread that steps the owners pinned to it: runs messages in order, and timers when they are due. A message that throws
 * stops the thread, so that nothing goes on from a state that no one planned.
 */
final class RatingThread implements OwnerThread {
    private static final int CAPACITY = 1 << 16;
    private static final int RUN_AT_ONCE = 256;

    private record Timer(long dueNs, long order, Runnable task) {}

    private final ManyToOneConcurrentArrayQueue<Runnable> messages = new ManyToOneConcurrentArrayQueue<>(CAPACITY);
    private final ArrayDeque<Runnable> own = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::dueNs).thenComparingLong(Timer::order));
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private long order;
    private volatile boolean parked;
    private volatile boolean stopped;

    RatingThread(final String name, final Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        thread = new Thread(this::run, name);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void join() {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Never refused. From another thread it waits while the queue is full: those that step an owner on (committers, readers,
     * image writers) may wait for it, it never waits for them.
     */
    @Override
    public void execute(final Runnable task) {
        if (Thread.currentThread() == thread) {
            own.add(task);
            return;
        }
        while (!messages.offer(task) && !stopped) {
            LockSupport.parkNanos(100_000);
        }
        wake();
    }

    /** For input from outside: false when half of the queue is taken, the rest being for what steps the owners on. */
    @Override
    public boolean offer(final Runnable task) {
        if (stopped || messages.size() > CAPACITY / 2 || !messages.offer(task)) {
            return false;
        }
        wake();
        return true;
    }

    @Override
    public void schedule(final long delayMs, final Runnable task) {
        final long dueNs = System.nanoTime() + delayMs * 1_000_000;
        if (Thread.currentThread() == thread) {
            timers.add(new Timer(dueNs, order++, task));
        } else {
            execute(() -> timers.add(new Timer(dueNs, order++, task)));
        }
    }

    private void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                runTimers();
                if (!runMessages()) {
                    park();
                }
            }
        } catch (final RuntimeException | Error e) {
            stopped = true;
            onFailure.accept(e);
        }
    }

    private void runTimers() {
        while (!timers.isEmpty() && timers.peek().dueNs() - System.nanoTime() <= 0) {
            timers.poll().task().run();
        }
    }

    /** Some messages of others, then all to itself: what gathers comes in before a slot is used. */
    private boolean runMessages() {
        int run = 0;
        for (Runnable next = messages.poll(); next != null && !stopped; ) {
            next.run();
            run++;
            next = run < RUN_AT_ONCE ? messages.poll() : null;
        }
        for (int left = own.size(); left > 0 && !stopped; left--) {
            own.poll().run();
            run++;
        }
        return run > 0;
    }

    private void park() {
        parked = true;
        if (messages.isEmpty() && !stopped) {
            if (timers.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.max(1, timers.peek().dueNs() - System.nanoTime()));
            }
        }
        parked = false;
    }
}
