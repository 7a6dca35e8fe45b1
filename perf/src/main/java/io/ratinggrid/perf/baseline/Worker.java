package io.ratinggrid.perf.baseline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import javax.cache.processor.EntryProcessorResult;

import io.ratinggrid.perf.rig.Latencies;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/** Charges events of its accounts, a transaction for each batch: the accounts by entry processors, and the rated events beside them. */
final class Worker {
    private static final int WAITING = 16;

    /** Events, and when the first that is timed was sent, 0: none is. */
    private record Batch(List<UsageEvent> events, long sentNs) {}

    private final Ignite ignite;
    private final IgniteCache<Long, AccountState> accounts;
    private final IgniteCache<String, RatedEvent> rated;
    private final int size;
    private final AtomicLong done;
    private final Latencies latencies;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::run, "worker");
    private List<UsageEvent> gathered = new ArrayList<>();
    private long sentNs;

    Worker(final Ignite ignite, final int size, final AtomicLong done, final Latencies latencies) {
        this.ignite = ignite;
        this.size = size;
        this.done = done;
        this.latencies = latencies;
        accounts = ignite.cache(BaselineIgnite.ACCOUNTS);
        rated = ignite.cache(BaselineIgnite.EVENTS);
    }

    Worker start() {
        thread.start();
        return this;
    }

    /** Takes an event; {@code at}: when it was sent if it is timed, else 0. */
    void take(final UsageEvent event, final long at) throws InterruptedException {
        gathered.add(event);
        sentNs = sentNs == 0 ? at : sentNs;
        if (gathered.size() == size) {
            hand();
        }
    }

    private void hand() throws InterruptedException {
        batches.put(new Batch(gathered, sentNs));
        gathered = new ArrayList<>(size);
        sentNs = 0;
    }

    private void run() {
        try {
            for (Batch batch = batches.take(); !batch.events().isEmpty(); batch = batches.take()) {
                charge(batch.events());
                done.addAndGet(batch.events().size());
                if (batch.sentNs() != 0) {
                    latencies.record(System.nanoTime() - batch.sentNs());
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void charge(final List<UsageEvent> events) {
        final Map<Long, Charge> charges = new TreeMap<>();
        for (final UsageEvent event : events) {
            charges.computeIfAbsent(event.account, key -> new Charge()).add(event);
        }
        try (Transaction transaction = ignite.transactions()
                .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
            final Map<Long, EntryProcessorResult<ArrayList<BigDecimal>>> prices = accounts.invokeAll(charges);
            final Map<String, RatedEvent> priced = new TreeMap<>();
            charges.forEach((account, charge) -> {
                final List<BigDecimal> own = prices.get(account).get();
                for (int i = 0; i < own.size(); i++) {
                    final UsageEvent event = charge.events().get(i);
                    priced.put(event.id, new RatedEvent(event, own.get(i)));
                }
            });
            rated.putAll(priced);
            transaction.commit();
        }
    }

    /** Hands over what is left, and waits until all is charged. */
    void finish() throws InterruptedException {
        if (!gathered.isEmpty()) {
            hand();
        }
        batches.put(new Batch(List.of(), 0));
        thread.join();
    }
}
