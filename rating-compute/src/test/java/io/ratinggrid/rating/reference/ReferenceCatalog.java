package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.catalog.model.ZoneModel;

/** What one version of a catalog says, looked up by walking its lists, once for each name. */
final class ReferenceCatalog {
    final CatalogModel model;
    private final Map<String, List<ChargeModel>> chargesByPlan = new HashMap<>();
    private final Map<Integer, Optional<ServiceModel>> services = new HashMap<>();
    private final Map<String, Optional<BucketModel>> buckets = new HashMap<>();

    ReferenceCatalog(final CatalogModel model) {
        this.model = model;
    }

    Optional<ServiceModel> service(final int symbol) {
        return services.computeIfAbsent(
                symbol, key -> find(model.services(), service -> Symbol.of(service.name()) == symbol));
    }

    Optional<BucketModel> bucket(final String name) {
        return buckets.computeIfAbsent(
                name, key -> find(model.buckets(), bucket -> bucket.name().equals(name)));
    }

    Optional<PlanModel> plan(final String name) {
        return find(model.plans(), plan -> plan.name().equals(name));
    }

    Optional<BandCalendarModel> calendar(final ChargeModel charge) {
        return charge.bands()
                .flatMap(name ->
                        find(model.bandCalendars(), calendar -> calendar.name().equals(name)));
    }

    /** The charges of a plan in the order in which they are tried: tariff by tariff, each followed by its fallbacks. */
    List<ChargeModel> charges(final PlanModel plan) {
        return chargesByPlan.computeIfAbsent(plan.name(), name -> inOrder(plan));
    }

    private List<ChargeModel> inOrder(final PlanModel plan) {
        final List<ChargeModel> charges = new ArrayList<>();
        for (final String name : plan.tariffs()) {
            Optional<TariffModel> tariff = tariff(name);
            while (tariff.isPresent()) {
                tariff.get().charges().stream()
                        .sorted(Comparator.comparing(
                                        (ChargeModel charge) -> charge.when().size())
                                .thenComparing(ChargeModel::weight)
                                .reversed())
                        .forEach(charges::add);
                tariff = tariff.get().fallback().flatMap(this::tariff);
            }
        }
        return charges;
    }

    private Optional<TariffModel> tariff(final String name) {
        return find(model.tariffs(), tariff -> tariff.name().equals(name));
    }

    /** The zone that has exactly this prefix. */
    Optional<ZoneModel> zone(final String prefix) {
        return find(model.zones(), zone -> zone.prefixes().contains(prefix));
    }

    DeckModel deck(final String name) {
        return find(model.decks(), deck -> deck.name().equals(name)).orElseThrow();
    }

    private static <T> Optional<T> find(final List<T> list, final Function<T, Boolean> wanted) {
        return list.stream().filter(wanted::apply).findFirst();
    }
}
