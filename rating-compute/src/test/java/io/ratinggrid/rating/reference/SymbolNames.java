package io.ratinggrid.rating.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.PlanModel;

/** The names behind the symbols that state holds. */
final class SymbolNames {
    private final Map<Integer, String> names = new HashMap<>();

    SymbolNames(final List<CatalogModel> models) {
        models.forEach(this::add);
    }

    private void add(final CatalogModel model) {
        model.buckets().stream().map(BucketModel::name).forEach(this::add);
        model.buckets().stream().flatMap(bucket -> bucket.refill().stream()).forEach(refill -> add(refill.line()));
        model.plans().stream().map(PlanModel::name).forEach(this::add);
        model.plans().stream().map(PlanModel::feeLine).forEach(this::add);
        model.plans().stream().flatMap(plan -> plan.spend().stream()).forEach(spend -> add(spend.line()));
        model.tariffs().stream().flatMap(tariff -> tariff.charges().stream()).forEach(this::add);
    }

    private void add(final ChargeModel charge) {
        add(charge.name());
        add(charge.line());
        charge.accumulator().map(AccumulatorModel::name).ifPresent(this::add);
    }

    void add(final String name) {
        if (name != null) {
            names.put(Symbol.of(name), name);
        }
    }

    String of(final int symbol) {
        return names.getOrDefault(symbol, "#" + symbol);
    }
}
