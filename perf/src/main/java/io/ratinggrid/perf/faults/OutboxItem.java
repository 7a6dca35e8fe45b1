package io.ratinggrid.perf.faults;

/** What has left an account for another one: an item of the outbox of a partition, by its number there. */
public record OutboxItem(int partition, long number) {}
