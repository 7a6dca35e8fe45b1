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

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/** Charges events of its accounts, a transaction for each batch: the accounts by entry processors, and the rated events beside them. */
final class Worker {
    private static final int WAITING = 16;

    /** Events, and what is run once they are committed. */
    private record Batch(List<UsageEvent> events, List<Runnable> committed) {}

    private final Ignite ignite;
    private final IgniteCache<Long, AccountState> accounts;
    private final IgniteCache<String, RatedEvent> rated;
    private final int size;
    private final AtomicLong done;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::run, "worker");
    private List<UsageEvent> gathered = new ArrayList<>();
    private List<Runnable> waiting = new ArrayList<>();

    /** {@code done}: counts events that are committed. */
    Worker(final Ignite ignite, final int size, final AtomicLong done) {
        this.ignite = ignite;
        this.size = size;
        this.done = done;
        accounts = ignite.cache(BaselineIgnite.ACCOUNTS);
        rated = ignite.cache(BaselineIgnite.EVENTS);
    }

    Worker start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Takes an event; {@code committed} is run once it is, null: nobody waits for it. */
    void take(final UsageEvent event, final Runnable committed) throws InterruptedException {
        gathered.add(event);
        if (committed != null) {
            waiting.add(committed);
        }
        if (gathered.size() == size) {
            hand();
        }
    }

    /** What has been taken is charged, however little it is. */
    void hand() throws InterruptedException {
        if (!gathered.isEmpty()) {
            batches.put(new Batch(gathered, waiting));
            gathered = new ArrayList<>(size);
            waiting = new ArrayList<>();
        }
    }

    private void run() {
        try {
            while (true) {
                final Batch batch = batches.take();
                charge(batch.events());
                batch.committed().forEach(Runnable::run);
                done.addAndGet(batch.events().size());
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
}
