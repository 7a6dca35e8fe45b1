package io.ratinggrid.perf.baseline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import javax.cache.processor.MutableEntry;

import org.apache.ignite.cache.CacheEntryProcessor;

/** Charges an account for its events where it lies; answers their prices. */
final class Charge implements CacheEntryProcessor<Long, AccountState, ArrayList<BigDecimal>> {
    private static final long serialVersionUID = 1;

    private final ArrayList<UsageEvent> events = new ArrayList<>();

    Charge add(final UsageEvent event) {
        events.add(event);
        return this;
    }

    List<UsageEvent> events() {
        return events;
    }

    @Override
    public ArrayList<BigDecimal> process(final MutableEntry<Long, AccountState> entry, final Object... arguments) {
        final AccountState account = entry.getValue();
        final ArrayList<BigDecimal> prices = new ArrayList<>(events.size());
        for (final UsageEvent event : events) {
            final BigDecimal price = Rates.current().price(event);
            account.add(event, price);
            prices.add(price);
        }
        entry.setValue(account);
        return prices;
    }
}
