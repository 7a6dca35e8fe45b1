package io.ratinggrid.perf.baseline;

import java.math.BigDecimal;

/** An event with its price, as it is kept. */
final class RatedEvent {
    final UsageEvent event;
    final BigDecimal price;

    RatedEvent(final UsageEvent event, final BigDecimal price) {
        this.event = event;
        this.price = price;
    }
}
