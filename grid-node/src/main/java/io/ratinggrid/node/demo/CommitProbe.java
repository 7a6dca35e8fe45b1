package io.ratinggrid.node.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.ratinggrid.node.embedded.EmbeddedNode;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Sends a small online command at a fixed rate while files are being rated, and records how long after its planned time it is
 * committed; online commands overtake queued bulk usage. The command moves the time of a sample account to where it is: it is journaled and changes nothing.
 */
final class CommitProbe {
    private static final long EVERY_NS = 20_000_000L;
    private static final String ACCOUNT = "distributor";

    private final EmbeddedNode node;
    private final Histogram latencies = new ConcurrentHistogram(3);
    private final Thread thread = new Thread(this::run, "commit-probe");
    private volatile boolean stopped;

    CommitProbe(final EmbeddedNode node) {
        this.node = node;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    /** Nanoseconds from the planned time to the commit. */
    Histogram latencies() {
        return latencies;
    }

    private void run() {
        final String run = UUID.randomUUID().toString();
        final Command command = new Command();
        long dueNs = System.nanoTime();
        for (int i = 0; !stopped; i++) {
            dueNs += EVERY_NS;
            sleepUntil(dueNs);
            submit(command, run + "-" + i, dueNs);
        }
    }

    private void submit(final Command command, final String id, final long dueNs) {
        command.reset(CommandType.ADVANCE_TIME);
        command.account = AccountKey.of(ACCOUNT);
        command.atMs = System.currentTimeMillis();
        command.fromMs = 1;
        command.origin = Symbol.of("demo-probe");
        command.id(id.getBytes(StandardCharsets.US_ASCII));
        node.submit(AccountKey.partition(command.account, node.partitions()), command, answer -> record(answer, dueNs));
    }

    private void record(final Answer<CommandResult> answer, final long dueNs) {
        if (answer.outcome() == Answer.Outcome.GIVEN && answer.value().code() == ResultCode.DONE) {
            latencies.recordValue(Math.max(0, System.nanoTime() - dueNs));
        }
    }

    private static void sleepUntil(final long dueNs) {
        final long restNs = dueNs - System.nanoTime();
        if (restNs > 0) {
            try {
                Thread.sleep(restNs / 1_000_000, (int) (restNs % 1_000_000));
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
