package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;

/** What one version of a catalog says, looked up by walking its lists. */
final class ReferenceCatalog {
    private static final int ZONE = Symbol.of("zone");

    final CatalogModel model;

    ReferenceCatalog(final CatalogModel model) {
        this.model = model;
    }

    Optional<ServiceModel> service(final int symbol) {
        return find(model.services(), service -> Symbol.of(service.name()) == symbol);
    }

    Optional<BucketModel> bucket(final String name) {
        return find(model.buckets(), bucket -> bucket.name().equals(name));
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

    /** The zone of an event as its attributes have it: given, by the longest prefix of its number, or 0 for none. */
    long zone(final Command event) {
        if (event.attribute(ZONE) != 0) {
            return event.attribute(ZONE);
        }
        final String digits = digits(event);
        for (int length = digits.length(); length > 0; length--) {
            final String prefix = digits.substring(0, length);
            final Optional<Long> zone = zoneOf(prefix);
            if (zone.isPresent()) {
                return zone.get();
            }
        }
        return digits.isEmpty() ? 0 : zoneOf("").orElse(0L);
    }

    private Optional<Long> zoneOf(final String prefix) {
        return find(model.zones(), zone -> zone.prefixes().contains(prefix))
                .map(zone -> AttributeValue.hash(zone.name()));
    }

    /** True if all the attributes of a condition are the event's. */
    boolean matches(final Map<String, String> when, final Command event) {
        return when.entrySet().stream().allMatch(attribute -> {
            final long value =
                    attribute.getKey().equals("zone") ? zone(event) : event.attribute(Symbol.of(attribute.getKey()));
            return value == AttributeValue.hash(attribute.getValue());
        });
    }

    /** The row of a deck for an event: longest prefix, then higher weight, then later start. */
    Optional<DeckRow> row(final PricingModel.Deck deck, final Command event) {
        final String digits = digits(event);
        final List<DeckRow> rows = find(model.decks(), one -> one.name().equals(deck.deck()))
                .orElseThrow()
                .rows();
        for (int length = digits.length(); length >= 0 && !digits.isEmpty(); length--) {
            final String prefix = digits.substring(0, length);
            final Optional<DeckRow> best = rows.stream()
                    .filter(row -> row.prefix().equals(prefix))
                    .filter(row -> row.from().isEmpty() || row.from().get().toEpochMilli() <= event.startMs)
                    .filter(row -> row.until().isEmpty()
                            || event.startMs < row.until().get().toEpochMilli())
                    .max(Comparator.comparing(DeckRow::weight)
                            .thenComparing(row ->
                                    row.from().map(from -> from.toEpochMilli()).orElse(Long.MIN_VALUE)));
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    /** The row of a matrix for an event: more attributes, then higher weight, then the first. */
    Optional<PricingModel.Row> row(final PricingModel.Matrix matrix, final Command event) {
        return matrix.rows().stream()
                .filter(row -> matches(row.when(), event))
                .sorted(Comparator.comparing(
                                (PricingModel.Row row) -> row.when().size())
                        .thenComparing(PricingModel.Row::weight)
                        .reversed())
                .findFirst();
    }

    private static String digits(final Command event) {
        return Digits.text(event.number, event.numberLength);
    }

    private static <T> Optional<T> find(final List<T> list, final Function<T, Boolean> wanted) {
        return list.stream().filter(wanted::apply).findFirst();
    }
}
