package io.ratinggrid.rating.catalog.model;

import java.util.Set;

/**
 * Minutes [{@code fromMinute}, {@code toMinute}) of the local day, 0 to 1440, on the given days, belong to {@code band}.
 */
public record BandRuleModel(String band, Set<DayType> days, int fromMinute, int toMinute) {}
