package io.ratinggrid.perf.baseline;

/** An event on its way to the cache of accounts; quantities in milliseconds, octets or messages. No record: Ignite cannot marshal one. */
final class UsageEvent {
    final String id;
    final long account;
    final long startMs;
    final String service;
    final long quantity;
    final String number;

    UsageEvent(
            final String id,
            final long account,
            final long startMs,
            final String service,
            final long quantity,
            final String number) {
        this.id = id;
        this.account = account;
        this.startMs = startMs;
        this.service = service;
        this.quantity = quantity;
        this.number = number;
    }
}
