package io.ratinggrid.rating.catalog.model;

import java.util.List;

/** A rate deck: prices by prefix. */
public record DeckModel(String name, List<DeckRow> rows) {}
