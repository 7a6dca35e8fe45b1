package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.PlanModel.FeeDiscountModel;

/** Key {@code fee} of a plan. */
final class FeeReader {
    private static final int MOST_CYCLES = 1_000;

    private final Scope scope;

    FeeReader(final Scope scope) {
        this.scope = scope;
    }

    /** What is said of a plan's fee. */
    record Fee(BigDecimal amount, String line, boolean inAdvance, Optional<FeeDiscountModel> discount) {
        static Fee none(final String plan) {
            return new Fee(BigDecimal.ZERO, plan, true, Optional.empty());
        }
    }

    Fee read(final YamlValue value, final String plan) {
        if (value.isText()) {
            return new Fee(scope.values.amount(value), plan, true, Optional.empty());
        }
        final YamlMap map = new YamlMap(value, "'fee'", scope.problems);
        final BigDecimal amount =
                map.require("amount", "50.00").map(scope.values::amount).orElse(BigDecimal.ZERO);
        final Optional<YamlValue> line = map.take("line");
        line.ifPresent(text -> scope.symbol(text.text(), text.position()));
        final boolean inAdvance = map.take("due")
                .flatMap(text -> scope.values.word(text, Map.of("advance", true, "arrears", false)))
                .orElse(true);
        final Optional<FeeDiscountModel> discount = map.take("discount").map(this::discount);
        map.close();
        return new Fee(amount, line.map(scope.values::text).orElse(plan), inAdvance, discount);
    }

    private FeeDiscountModel discount(final YamlValue value) {
        final int before = scope.problems.errors();
        final YamlMap map = new YamlMap(value, "'discount'", scope.problems);
        final BigDecimal percent =
                map.take("percent").map(scope.values::percent).orElse(BigDecimal.ZERO);
        final BigDecimal amount = map.take("amount").map(scope.values::amount).orElse(BigDecimal.ZERO);
        final int cycles = map.take("cycles")
                .map(text -> scope.values.integer(text, 1, MOST_CYCLES))
                .orElse(0);
        map.close();
        if (percent.signum() == 0 && amount.signum() == 0 && scope.problems.errors() == before) {
            scope.problems.error(value, "'discount' takes nothing off", "percent, amount or both");
        }
        return new FeeDiscountModel(percent, amount, cycles);
    }
}
