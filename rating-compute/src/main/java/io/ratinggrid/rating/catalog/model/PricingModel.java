package io.ratinggrid.rating.catalog.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the price of a quantity comes from. */
public sealed interface PricingModel {

    /** A table of tiers; per-unit, flat and percentage prices are tables of one open tier. */
    record Tiers(Shape shape, QuantitySource source, List<TierModel> tiers) implements PricingModel {}

    /** The row of a rate deck with the longest matching prefix; its increments and connect fee replace the charge's. */
    record Deck(String deck) implements PricingModel {}

    /** The row whose attributes all match: more attributes first, then higher weight. */
    record Matrix(List<Row> rows) implements PricingModel {}

    /** The price that the event carries: its amount once, or times the quantity in the service's named unit. */
    record Carried(boolean timesQuantity) implements PricingModel {}

    record Row(Map<String, String> when, int weight, Tiers tiers, Optional<String> name) {}
}
