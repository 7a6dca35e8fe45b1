package io.ratinggrid.rating.catalog.model;

import java.time.LocalDate;
import java.util.List;

/** A named calendar of holidays: local dates of the band calendar that uses it. */
public record HolidayModel(String name, List<LocalDate> dates) {}
