package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.TariffModel;

/** Section {@code tariffs}: named lists of charges. */
final class TariffReader {
    private final Scope scope;
    private final ChargeChecks checks;
    private final Map<String, String> tariffOfCharge = new HashMap<>();

    TariffReader(final Scope scope) {
        this.scope = scope;
        checks = new ChargeChecks(scope);
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final YamlMap map = new YamlMap(entry.value(), "tariff '" + entry.name() + "'", scope.problems);
        final Optional<YamlValue> fallback = map.take("fallback");
        fallback.ifPresent(value -> {
            scope.tariffs.find(value);
            scope.fallbacks.put(entry.name(), value);
        });
        final List<ChargeModel> charges = new ArrayList<>();
        map.require("charges", "{calls: ...}")
                .map(value -> new YamlMap(value, "'charges'", scope.problems))
                .ifPresent(written -> written.entries().forEach(charge -> read(entry.name(), charge, charges)));
        map.close();
        if (scope.problems.errors() == before) {
            scope.tariffs.put(
                    entry.name(), new TariffModel(entry.name(), List.copyOf(charges), fallback.map(YamlValue::text)));
        }
        checks.check(charges);
    }

    private void read(final String tariff, final YamlValue.Entry entry, final List<ChargeModel> charges) {
        scope.symbol(entry.name(), entry.key().position());
        final String other = tariffOfCharge.putIfAbsent(entry.name(), tariff);
        if (other != null && !other.equals(tariff)) {
            scope.problems.error(
                    entry.key(),
                    "charge '" + entry.name() + "' is already in tariff '" + other + "'",
                    "a name of its own: explanations name charges without their tariff");
        }
        new ChargeReader(scope, entry).read().ifPresent(charges::add);
    }
}
