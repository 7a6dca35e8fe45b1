package io.ratinggrid.rating.catalog.model;

/**
 * Usage is rounded up to multiples of {@code size} from the end of the previous group up to {@code upTo}, both in base
 * units of the whole session. The last group has {@code upTo} {@link Long#MAX_VALUE}. 60/6 is (60, 60), (MAX, 6).
 */
public record IncrementModel(long upTo, long size) {}
