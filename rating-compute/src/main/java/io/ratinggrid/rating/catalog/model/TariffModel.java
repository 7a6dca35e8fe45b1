package io.ratinggrid.rating.catalog.model;

import java.util.List;
import java.util.Optional;

/** A named list of charges; what it does not price, {@code fallback} may. */
public record TariffModel(String name, List<ChargeModel> charges, Optional<String> fallback) {}
