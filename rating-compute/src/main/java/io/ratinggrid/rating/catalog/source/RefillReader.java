package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.RefillModel;
import io.ratinggrid.rating.quantity.Measure;

/** Key {@code refill} of a bucket that counts in a measure, or holds money. */
final class RefillReader {
    /** So that what one command refills stays within an entry of the journal. */
    private static final int MOST = 100;

    private final Scope scope;
    private final boolean money;
    private final Measure measure;

    RefillReader(final Scope scope, final boolean money, final Measure measure) {
        this.scope = scope;
        this.money = money;
        this.measure = measure;
    }

    RefillModel read(final YamlValue value) {
        final YamlMap map = new YamlMap(value, "'refill'", scope.problems);
        final BigDecimal at =
                map.require("at", money ? "2.00" : "1 GB").map(this::quantity).orElse(BigDecimal.ZERO);
        final BigDecimal amount = map.require("amount", money ? "10.00" : "5 GB")
                .map(this::granted)
                .orElse(BigDecimal.ONE);
        final Optional<YamlValue> price = map.take("price");
        final Optional<YamlValue> line = price.isPresent() ? map.require("line", "Refill") : map.take("line");
        line.ifPresent(text -> scope.symbol(text.text(), text.position()));
        if (price.isEmpty()) {
            line.ifPresent(text -> scope.problems.error(text, "there is no price to go on a line", "price: 10.00"));
        }
        final Optional<YamlValue> bill = map.take("bill");
        if (price.isEmpty()) {
            bill.ifPresent(text -> scope.problems.error(text, "there is no price to be billed", "price: 10.00"));
        }
        final RefillModel model = new RefillModel(
                at,
                amount,
                price.map(this::price).orElse(BigDecimal.ZERO),
                line.map(scope.values::text).orElse(""),
                bill.flatMap(text -> scope.values.word(text, Map.of("now", true, "later", false)))
                        .orElse(false),
                map.require("most", "3")
                        .map(text -> scope.values.integer(text, 1, MOST))
                        .orElse(1));
        map.close();
        return model;
    }

    private BigDecimal quantity(final YamlValue value) {
        return money ? scope.values.amount(value) : BigDecimal.valueOf(scope.values.quantity(value, measure));
    }

    /** A top-up of nothing is refused, so that a refill of nothing is a mistake. */
    private BigDecimal granted(final YamlValue value) {
        return money
                ? aboveZero(value, "an amount above zero")
                : BigDecimal.valueOf(scope.values.positive(value, measure));
    }

    private BigDecimal price(final YamlValue value) {
        return aboveZero(value, "an amount above zero, or no price");
    }

    private BigDecimal aboveZero(final YamlValue value, final String right) {
        final int before = scope.problems.errors();
        final BigDecimal amount = scope.values.amount(value);
        if (amount.signum() == 0 && scope.problems.errors() == before) {
            scope.problems.error(value, "'" + value.text() + "' is not more than zero", right);
        }
        return amount;
    }
}
