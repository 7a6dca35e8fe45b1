package io.ratinggrid.rating.catalog.model;

/** Day of a band rule. A holiday is a holiday only, whatever its weekday, when the calendar has a holiday rule. */
public enum DayType {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    HOLIDAY
}
