package io.ratinggrid.rating.catalog.source;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;

/** Checks the charges of one tariff against each other, and the prices of each. */
final class ChargeChecks {
    private final Scope scope;
    private final AccumulatorCheck accumulators;

    ChargeChecks(final Scope scope) {
        this.scope = scope;
        accumulators = new AccumulatorCheck(scope);
    }

    void check(final List<ChargeModel> charges) {
        charges.stream().map(ChargeModel::service).distinct().forEach(service -> checkTies(service, charges));
        charges.forEach(this::checkOneSource);
        charges.forEach(this::checkMatrices);
        charges.forEach(new FallingPriceCheck(scope)::check);
    }

    private void checkTies(final String service, final List<ChargeModel> charges) {
        new TieCheck(scope.problems, "charge")
                .check(charges.stream()
                        .filter(charge -> charge.service().equals(service))
                        .map(charge -> new TieCheck.Contender(
                                "'" + charge.name() + "'", charge.when(), charge.weight(), scope.whereWritten(charge)))
                        .toList());
    }

    private void checkMatrices(final ChargeModel charge) {
        for (final PricingModel pricing : charge.pricing().values()) {
            if (pricing instanceof PricingModel.Matrix matrix) {
                new TieCheck(scope.problems, "matrix row")
                        .check(matrix.rows().stream().map(this::contender).toList());
            }
        }
    }

    private TieCheck.Contender contender(final PricingModel.Row row) {
        final Position at = scope.whereWritten(row);
        final String name = row.name().map(text -> "'" + text + "'").orElse("at line " + at.line());
        return new TieCheck.Contender(name, row.when(), row.weight(), at);
    }

    /** Usage, events and money cannot stand in one accumulator or be added up in one session. */
    private void checkOneSource(final ChargeModel charge) {
        final Map<QuantitySource, Position> sources = new EnumMap<>(QuantitySource.class);
        charge.pricing().values().forEach(pricing -> addSources(pricing, sources));
        if (sources.size() == 1) {
            accumulators.check(charge, sources.keySet().iterator().next());
        }
        sources.values().stream()
                .sorted(Position.ORDER)
                .skip(1)
                .findFirst()
                .ifPresent(at -> scope.problems.error(
                        at,
                        "this price of charge '" + charge.name()
                                + "' counts something else than the charge's first price",
                        "usage, events and amounts are priced by charges of their own"));
    }

    private void addSources(final PricingModel pricing, final Map<QuantitySource, Position> sources) {
        if (pricing instanceof PricingModel.Tiers tiers) {
            sources.putIfAbsent(tiers.source(), scope.whereWritten(tiers));
        } else if (pricing instanceof PricingModel.Matrix matrix) {
            matrix.rows().forEach(row -> addSources(row.tiers(), sources));
        } else if (pricing instanceof PricingModel.Carried carried) {
            sources.putIfAbsent(
                    carried.timesQuantity() ? QuantitySource.USAGE : QuantitySource.EVENTS,
                    scope.whereWritten(carried));
        } else {
            sources.putIfAbsent(QuantitySource.USAGE, scope.whereWritten(pricing));
        }
    }
}
