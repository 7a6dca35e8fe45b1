package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.catalog.model.SpendModel.SpendTier;

/** Key {@code spend} of a plan. */
final class SpendReader {
    private final Scope scope;

    SpendReader(final Scope scope) {
        this.scope = scope;
    }

    SpendModel read(final YamlValue value, final String plan) {
        final int before = scope.problems.errors();
        final YamlMap map = new YamlMap(value, "'spend'", scope.problems);
        final Optional<BigDecimal> minimum = map.take("minimum").map(scope.values::amount);
        final Optional<YamlValue> most = map.take("maximum");
        final Optional<BigDecimal> maximum = most.map(scope.values::amount);
        final List<SpendTier> discount =
                map.take("volume-discount").map(this::tiers).orElse(List.of());
        final Optional<YamlValue> line = map.take("line");
        final String name = line.map(scope.values::text).orElse(plan);
        map.close();
        if (scope.problems.errors() == before) {
            check(value, most, new SpendModel(minimum, maximum, discount, name));
        }
        scope.symbol(name, line.orElse(value).position());
        return new SpendModel(minimum, maximum, discount, name);
    }

    private void check(final YamlValue value, final Optional<YamlValue> most, final SpendModel spend) {
        if (spend.minimum().isEmpty()
                && spend.maximum().isEmpty()
                && spend.discount().isEmpty()) {
            scope.problems.error(value, "'spend' says nothing", "minimum, maximum or volume-discount");
        }
        if (spend.maximum().isPresent()
                && spend.minimum().isPresent()
                && spend.maximum().get().compareTo(spend.minimum().get()) < 0) {
            scope.problems.error(
                    most.orElseThrow(),
                    "maximum '" + most.get().text() + "' is less than the minimum",
                    "at least the minimum");
        }
        scope.plans.models().stream()
                .filter(plan -> plan.spend()
                        .filter(other -> other.line().equals(spend.line()))
                        .isPresent())
                .findFirst()
                .ifPresent(plan -> scope.problems.error(
                        value,
                        "line '" + spend.line() + "' is that of the spend of plan '" + plan.name() + "'",
                        "a line of its own"));
    }

    private List<SpendTier> tiers(final YamlValue value) {
        final List<SpendTier> tiers = new ArrayList<>();
        for (final YamlValue item : scope.values.list(value)) {
            final int before = scope.problems.errors();
            final YamlMap map = new YamlMap(item, "a tier", scope.problems);
            final Optional<BigDecimal> upTo = map.take("up-to").map(scope.values::amount);
            final BigDecimal percent =
                    map.take("percent").map(scope.values::percent).orElse(BigDecimal.ZERO);
            map.close();
            if (scope.problems.errors() == before && isOutOfOrder(tiers, upTo)) {
                scope.problems.error(item, "a tier is out of order", "tiers by up-to, ascending, the last without");
            }
            tiers.add(new SpendTier(upTo, percent));
        }
        if (!tiers.isEmpty() && tiers.get(tiers.size() - 1).upTo().isPresent()) {
            scope.problems.error(value, "the last tier ends", "a last tier without 'up-to'");
        }
        return tiers;
    }

    private static boolean isOutOfOrder(final List<SpendTier> before, final Optional<BigDecimal> upTo) {
        if (before.isEmpty()) {
            return upTo.filter(bound -> bound.signum() == 0).isPresent();
        }
        final Optional<BigDecimal> last = before.get(before.size() - 1).upTo();
        return last.isEmpty() || upTo.isPresent() && upTo.get().compareTo(last.get()) <= 0;
    }
}
