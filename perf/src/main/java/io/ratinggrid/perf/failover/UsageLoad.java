package io.ratinggrid.perf.failover;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.intake.GatewayFullException;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Calls of random accounts at a steady rate, on a thread of its own; each answer is told to a clock. */
final class UsageLoad implements AutoCloseable {
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long START_MS = 1_781_000_000_000L; // 2026-06-09T10:13:20Z
    private static final String NUMBER = "447700900123";

    private final Gateway gateway;
    private final FailoverSettings settings;
    private final AckClock clock;
    private final Random random;
    private final Thread thread = new Thread(this::run, "usage");
    private final LongAdder refused = new LongAdder();
    private final LongAdder notRated = new LongAdder();
    private final String run = Long.toHexString(System.nanoTime()) + "-";
    private long sent;
    private volatile boolean closed;

    UsageLoad(final Gateway gateway, final FailoverSettings settings, final AckClock clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
        random = new Random(settings.seed());
    }

    void start() {
        thread.start();
    }

    /** Answers that were not those of a rated event; there should be none. */
    long notRated() {
        return notRated.sum();
    }

    /** Events so far, with those that were refused; to be asked once it is closed. */
    long sent() {
        return sent;
    }

    /** Events that the gateway had no room for. */
    long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        stop();
    }

    /** Returns once nothing more is sent. */
    void stop() {
        closed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        final Command command = new Command();
        final long startNs = System.nanoTime();
        while (!closed) {
            final long due = (System.nanoTime() - startNs) / 1_000 * settings.rate() / 1_000_000;
            while (sent < due) {
                send(command);
            }
            LockSupport.parkNanos(STEP_NS);
        }
    }

    private void send(final Command command) {
        command.reset(CommandType.USAGE);
        command.account = AccountKey.of(AccountFile.name(random.nextInt(settings.accounts())));
        command.subscriber = 1;
        command.origin = Symbol.of("failover");
        command.id((run + sent).getBytes(StandardCharsets.US_ASCII));
        command.content = Hash64.mix(sent);
        command.startMs = START_MS + sent;
        command.atMs = command.startMs + 1_000;
        command.service = Symbol.of("voice");
        command.quantity = 1_000L * (1 + random.nextInt(300));
        command.number = Digits.of(NUMBER);
        command.numberLength = NUMBER.length();
        sent++;
        final int partition = AccountKey.partition(command.account, settings.partitions());
        try {
            gateway.submit(command).thenAccept(code -> answered(partition, code));
        } catch (final GatewayFullException e) {
            refused.increment();
        }
    }

    private void answered(final int partition, final ResultCode code) {
        clock.answered(partition);
        if (code.kind() != ResultCode.Kind.RATED) {
            notRated.increment();
        }
    }
}
