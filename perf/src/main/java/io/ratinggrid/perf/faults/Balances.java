package io.ratinggrid.perf.faults;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.process.ToldAccount;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.partition.PartitionEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks for balances, at random nodes and gateways. While the load runs no answer may be from before a top-up that was answered already;
 * at the end answers are kept, to be compared with what the journal makes of the account. One thread asks.
 */
final class Balances implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TIMEOUT_MS = 6_000;
    private static final int OK = 200;
    private static final int MOST_TRIES = 50;
    private static final long PAUSE_MS = 20;

    private final Cluster cluster;
    private final Ledger ledger;
    private final List<String> accounts;
    private final Problems problems;
    private final Random random;
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Thread thread = new Thread(this::run, "balances");
    private volatile boolean stopped;
    private volatile long asked;

    Balances(
            final Cluster cluster,
            final Ledger ledger,
            final List<String> accounts,
            final Problems problems,
            final long seed) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.accounts = List.copyOf(accounts);
        this.problems = problems;
        random = new Random(seed);
        thread.setDaemon(true);
    }

    Balances start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!stopped) {
                askOne(accounts.get(random.nextInt(accounts.size())));
                Thread.sleep(PAUSE_MS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads one account: it may not be from before what was answered, nor from before what was read. */
    private void askOne(final String account) {
        final long toppedUp = ledger.toppedUp(account);
        final long sequence = sequences.getOrDefault(account, 0L);
        ask(account, sequence).ifPresent(response -> {
            asked++;
            final long now = sequenceOf(response);
            if (now < sequence) {
                problems.add("stale read", account + " read at sequence=" + sequence + ", then at " + now);
            }
            sequences.put(account, now);
            final BigDecimal granted = granted(JSON.readTree(response.body()));
            if (granted.compareTo(BigDecimal.valueOf(toppedUp, 2)) < 0) {
                problems.add("stale read", account + " granted=" + granted + " cents answered before=" + toppedUp);
            }
        });
    }

    private static BigDecimal granted(final JsonNode answer) {
        BigDecimal granted = BigDecimal.ZERO;
        for (final JsonNode bucket : answer.path("balances").path("buckets")) {
            if (bucket.path("bucket").asString().equals("wallet")) {
                granted = granted.add(amount(bucket.path("granted").asString()));
            }
        }
        return granted;
    }

    /** The number at the beginning of a quantity in words. */
    private static BigDecimal amount(final String words) {
        return new BigDecimal(words.split(" ")[0]);
    }

    private Optional<HttpResponse<String>> ask(final String account, final long sequence) {
        final List<Member> running = new ArrayList<>(cluster.nodes());
        running.addAll(cluster.gateways());
        running.removeIf(member -> !member.isRunning());
        if (running.isEmpty()) {
            return Optional.empty();
        }
        final Member member = running.get(random.nextInt(running.size()));
        return Http.get(member.http(), "/accounts/" + account + "?sequence=" + sequence, TIMEOUT_MS)
                .filter(response -> response.statusCode() == OK);
    }

    private static long sequenceOf(final HttpResponse<String> response) {
        return response.headers().firstValueAsLong("Ratinggrid-Sequence").orElse(0);
    }

    /** Waits until nothing of what some accounts have sent is in transit; nothing is sent any more, and all is open. */
    void awaitArrived(final List<String> senders, final long mostMs) throws InterruptedException {
        final long untilNs = System.nanoTime() + mostMs * 1_000_000;
        for (final String account : senders) {
            while (isInTransit(account)) {
                if (System.nanoTime() > untilNs) {
                    throw new HarnessException(account + " has money in transit after ms=" + mostMs);
                }
                Thread.sleep(PAUSE_MS);
            }
        }
    }

    private boolean isInTransit(final String account) {
        return ask(account, sequences.getOrDefault(account, 0L))
                .map(response -> JSON.readTree(response.body()).path("balances").has("in-transit"))
                .orElse(true);
    }

    /** Reads a sample of accounts, for {@link #compare}; nothing is sent any more, and all is open. */
    void sample(final int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            final String account = accounts.get(random.nextInt(accounts.size()));
            Optional<HttpResponse<String>> response = Optional.empty();
            for (int tries = 0; tries < MOST_TRIES && response.isEmpty(); tries++) {
                response = ask(account, sequences.getOrDefault(account, 0L));
                if (response.isEmpty()) {
                    Thread.sleep(PAUSE_MS);
                }
            }
            response.ifPresentOrElse(
                    given -> answers.put(account, JSON.readTree(given.body())),
                    () -> problems.add("balance", account + " is not told by any node or gateway"));
        }
    }

    /** Compares what was told of an account with what the journal makes of it; nothing happens if it was not asked for. */
    void compare(final String account, final PartitionEngine engine) {
        final JsonNode told = answers.get(account);
        if (told != null && engine.account(AccountKey.of(account)) != null) {
            ToldAccount.differences(account, told, engine).forEach(text -> problems.add("balance", text));
        }
    }

    /** How many balances were asked for and told while the load ran. */
    long asked() {
        return asked;
    }

    /** How many are kept for the comparison. */
    int sampled() {
        return answers.size();
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
