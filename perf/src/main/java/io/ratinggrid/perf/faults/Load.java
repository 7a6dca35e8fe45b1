package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.ratinggrid.rating.command.ResultCode;

/**
 * Sends lines to the gateways, each request with lines of one partition. What is refused or of unknown fate is sent again, with the same
 * ids, to any gateway, until it is known.
 */
final class Load implements AutoCloseable {
    private static final int LINES = 8;
    private static final int MOST_UNDER_WAY = 384;
    private static final int BURST_UNDER_WAY = 48;
    private static final int AGAIN_MS = 150;
    private static final int PROBE_AGAIN_MS = 50;
    /** A process that starts refuses connections for seconds; asking it costs time that it needs. */
    private static final int UNREACHABLE_MS = 300;

    private static final long TICK_MS = 5;
    private static final int MOVE_AGAIN_MS = 1_000;
    private static final int KEYS_ONCE_IN = 8;

    private final Ledger ledger;
    private final Traffic traffic;
    private final GatewayLink link;
    private final List<Member> gateways;
    private final int partitions;
    private final Random random;
    private final Keys keys;
    /** Gateways that know the accounts of all keys. */
    private final Set<Integer> knowing = ConcurrentHashMap.newKeySet();

    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong resent = new AtomicLong();
    private final AtomicInteger fault = new AtomicInteger();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(run -> {
        final Thread thread = new Thread(run, "later");
        thread.setDaemon(true);
        return thread;
    });
    private volatile AckWatch watch;
    private volatile boolean stopped;
    private Thread thread;

    Load(
            final Ledger ledger,
            final Traffic traffic,
            final GatewayLink link,
            final List<Member> gateways,
            final int partitions,
            final long seed) {
        this.ledger = ledger;
        this.traffic = traffic;
        this.link = link;
        this.gateways = List.copyOf(gateways);
        this.partitions = partitions;
        random = new Random(seed);
        keys = new Keys(seed, traffic.accounts());
    }

    /** Opens all accounts at a gateway; returns when they are committed. */
    void openAccounts() throws InterruptedException {
        final List<List<Line>> groups = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            groups.add(new ArrayList<>());
        }
        traffic.accounts()
                .forEach(account -> groups.get(traffic.partition(account)).add(traffic.open(account)));
        for (final List<Line> group : groups) {
            group.forEach(ledger::add);
            for (int from = 0; from < group.size(); from += LINES) {
                underWay.acquire();
                send(new Request(
                        group.subList(from, Math.min(group.size(), from + LINES)), anyGateway(), true, true, false));
            }
        }
        // One after the other: a line of several commands is answered as done if one of them was, at both if they met
        // half-way.
        for (int gateway = 0; gateway < gateways.size(); gateway++) {
            openKeys(gateway);
            drain(120_000);
        }
    }

    /** Opens the accounts of all keys at a gateway that does not know them; it gets lines with keys when all are committed. */
    void openKeys(final int gateway) {
        knowing.remove(gateway);
        final List<Line> opens = keys.opens();
        final AtomicInteger left = new AtomicInteger(opens.size());
        opens.forEach(line -> {
            ledger.add(line);
            send(new Request(List.of(line), gateway, true, false, true, () -> {
                if (left.decrementAndGet() == 0) {
                    knowing.add(gateway);
                }
            }));
        });
    }

    /** Keeps some requests under way for a while, and gives the lines committed in a second. */
    double burst(final long millis) throws InterruptedException {
        final long untilNs = System.nanoTime() + millis * 1_000_000;
        final long before = ledger.committed();
        final long beganNs = System.nanoTime();
        while (System.nanoTime() < untilNs) {
            if (MOST_UNDER_WAY - underWay.availablePermits() >= BURST_UNDER_WAY) {
                Thread.sleep(1);
            } else {
                underWay.acquire();
                sendFresh(true);
            }
        }
        final double rate = (ledger.committed() - before) * 1e9 / (System.nanoTime() - beganNs);
        drain(60_000);
        return rate;
    }

    /** Begins to send so many lines a second, whatever the answers do, but with a bound on what is under way. */
    void start(final double linesPerSecond) {
        thread = new Thread(() -> run(linesPerSecond), "load");
        thread.setDaemon(true);
        thread.start();
    }

    /** A fault has number {@code number}: lines made from now on are counted to it; and it is watched how the partitions come back. */
    AckWatch watch(final int number) {
        fault.set(number);
        final AckWatch made = new AckWatch(gateways.size(), partitions);
        watch = made;
        for (int gateway = 0; gateway < gateways.size(); gateway++) {
            for (int partition = 0; partition < partitions; partition++) {
                probe(gateway, partition);
            }
        }
        return made;
    }

    /** One line through one gateway; the watch hears when it is answered. */
    private void probe(final int gateway, final int partition) {
        final List<Line> lines;
        synchronized (traffic) {
            lines = traffic.hasAccounts(partition) ? List.of(traffic.fresh(partition, fault.get())) : List.of();
        }
        if (lines.isEmpty()) {
            watch.acked(gateway, partition, System.nanoTime());
            return;
        }
        lines.forEach(ledger::add);
        send(new Request(lines, gateway, true, false, true));
    }

    /** Sends nothing new any more; returns when the fate of everything is known. */
    void stop(final long mostMs) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.join();
        }
        drain(mostMs);
    }

    /** How many requests were sent again. */
    long resent() {
        return resent.get();
    }

    @Override
    public void close() {
        stopped = true;
        later.shutdownNow();
    }

    private void drain(final long mostMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + mostMs * 1_000_000;
        while (open.get() > 0) {
            if (System.nanoTime() > untilNs) {
                throw new HarnessException("fate unknown after ms=" + mostMs + ": requests=" + open.get() + " lines="
                        + ledger.open().stream().limit(5).toList());
            }
            Thread.sleep(5);
        }
    }

    private void run(final double linesPerSecond) {
        try {
            final double requestsPerNs = linesPerSecond / LINES / 1e9;
            long lastNs = System.nanoTime();
            double due = 0;
            while (!stopped) {
                final long nowNs = System.nanoTime();
                due = Math.min(due + (nowNs - lastNs) * requestsPerNs, MOST_UNDER_WAY);
                lastNs = nowNs;
                for (; due >= 1 && !stopped && underWay.tryAcquire(); due--) {
                    sendFresh(false);
                }
                Thread.sleep(TICK_MS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendFresh(final boolean committedOnly) {
        if (traffic.once(KEYS_ONCE_IN) && !knowing.isEmpty()) {
            final KeyLine line = keys.next(fault.get());
            ledger.add(line);
            send(new Request(List.of(line), anyGateway(), true, true, false));
            return;
        }
        final List<Line> lines;
        final boolean committed;
        final boolean both;
        synchronized (traffic) {
            lines = traffic.lines(traffic.anyPartition(), LINES, fault.get());
            committed = committedOnly || !traffic.once(10);
            both = traffic.once(50);
        }
        lines.forEach(ledger::add);
        final int gateway = anyGateway();
        send(new Request(lines, gateway, committed, true, false));
        if (both && committed && underWay.tryAcquire()) {
            send(new Request(lines, (gateway + 1) % gateways.size(), true, true, false));
        }
    }

    /** Some lines on their way to one gateway; {@code pinned} to it even when they go again; {@code then} runs when their fate is known. */
    private record Request(
            List<Line> lines, int gateway, boolean committed, boolean counted, boolean pinned, Runnable then) {
        Request(
                final List<Line> lines,
                final int gateway,
                final boolean committed,
                final boolean counted,
                final boolean pinned) {
            this(lines, gateway, committed, counted, pinned, () -> {});
        }

        boolean isKeyed() {
            return lines.get(0) instanceof KeyLine;
        }
    }

    private void send(final Request request) {
        open.incrementAndGet();
        attempt(request);
    }

    private void attempt(final Request request) {
        final long sentNs = System.nanoTime();
        final Member gateway = gateways.get(request.gateway());
        if (!gateway.isRunning() || request.isKeyed() && !knowing.contains(request.gateway())) {
            again(request, request.pinned() ? PROBE_AGAIN_MS : AGAIN_MS);
            return;
        }
        ledger.sent(request.lines());
        link.send(gateway.http(), request.lines(), request.committed()).whenComplete((reply, failure) -> {
            try {
                settle(request, sentNs, reply, failure);
            } catch (final RuntimeException e) {
                e.printStackTrace();
            }
        });
    }

    private void settle(
            final Request request, final long sentNs, final GatewayLink.Reply reply, final Throwable failure) {
        if (failure != null) {
            resent.incrementAndGet();
            again(request, UNREACHABLE_MS);
            return;
        }
        switch (reply.outcome()) {
            case COMMITTED -> {
                if (request.isKeyed()
                        && isTakenUp(request, ResultCode.of(reply.codes().get(0)))) {
                    return;
                }
                for (int i = 0; i < request.lines().size(); i++) {
                    ledger.answered(request.lines().get(i), reply.codes().get(i));
                }
                final AckWatch now = watch;
                if (now != null && request.lines().get(0).partition != Line.NOWHERE) {
                    now.acked(request.gateway(), request.lines().get(0).partition, sentNs);
                }
                done(request);
            }
            case ACCEPTED -> {
                ledger.accepted(request.lines(), gateways.get(request.gateway()).name());
                done(request);
            }
            default -> again(request, Math.max(request.pinned() ? PROBE_AGAIN_MS : AGAIN_MS, reply.retryAfterMs()));
        }
    }

    /** A record of an identity that has moved on, which the gateway does not know yet: usage it keeps, a move is sent again. */
    private boolean isTakenUp(final Request request, final ResultCode code) {
        final KeyLine line = (KeyLine) request.lines().get(0);
        if (!keys.answered(line, code)) {
            again(request, MOVE_AGAIN_MS);
            return true;
        }
        if (code == ResultCode.IDENTITY_MOVED) {
            ledger.accepted(request.lines(), gateways.get(request.gateway()).name());
            done(request);
            return true;
        }
        return false;
    }

    private void done(final Request request) {
        request.then().run();
        if (request.counted()) {
            underWay.release();
        }
        open.decrementAndGet();
    }

    private void again(final Request request, final long afterMs) {
        if (!later.isShutdown()) {
            final int gateway = request.pinned() ? request.gateway() : anyGateway();
            later.schedule(
                    () -> attempt(new Request(
                            request.lines(), gateway, true, request.counted(), request.pinned(), request.then())),
                    afterMs,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** One that runs, if any does. */
    private int anyGateway() {
        final List<Integer> running = new ArrayList<>();
        for (int gateway = 0; gateway < gateways.size(); gateway++) {
            if (gateways.get(gateway).isRunning()) {
                running.add(gateway);
            }
        }
        synchronized (random) {
            return running.isEmpty() ? random.nextInt(gateways.size()) : running.get(random.nextInt(running.size()));
        }
    }
}
