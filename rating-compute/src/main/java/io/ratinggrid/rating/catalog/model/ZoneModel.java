package io.ratinggrid.rating.catalog.model;

import java.util.List;

/** A named set of E.164 prefixes (digits only; the empty prefix is every number). An event's zone is its longest match's. */
public record ZoneModel(String name, List<String> prefixes) {}
