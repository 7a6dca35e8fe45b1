package io.ratinggrid.rating.catalog.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** Says how the rows of decks differ: the number of rows, and the first few in words. */
final class DeckDiff {
    private static final int SHOWN = 20;

    private final Measure measure;
    private final Money money;

    private DeckDiff(final Measure measure, final Money money) {
        this.measure = measure;
        this.money = money;
    }

    static List<CatalogDiff.Change> between(final CatalogModel before, final CatalogModel after) {
        final Map<String, DeckModel> old = new HashMap<>();
        before.decks().forEach(deck -> old.put(deck.name(), deck));
        final List<CatalogDiff.Change> changes = new ArrayList<>();
        for (final DeckModel deck : after.decks()) {
            final DeckDiff diff = new DeckDiff(measureOf(deck, after), Money.of(after.currency()));
            Optional.ofNullable(old.get(deck.name())).ifPresent(earlier -> diff.compare(earlier, deck, changes));
        }
        return changes;
    }

    /** What a deck counts is what the service counts that it prices. */
    private static Measure measureOf(final DeckModel deck, final CatalogModel model) {
        final PricingModel priced = new PricingModel.Deck(deck.name());
        final List<String> services = model.tariffs().stream()
                .flatMap(tariff -> tariff.charges().stream())
                .filter(charge -> charge.pricing().containsValue(priced))
                .map(ChargeModel::service)
                .toList();
        return model.services().stream()
                .filter(service -> services.contains(service.name()))
                .findFirst()
                .map(Measure::of)
                .orElse(Measure.TIME);
    }

    private void compare(final DeckModel before, final DeckModel after, final List<CatalogDiff.Change> changes) {
        final Map<Key, String> old = texts(before);
        final Map<Key, String> now = texts(after);
        final Map<Key, String> keys = new TreeMap<>(old);
        keys.putAll(now);
        int differing = 0;
        for (final Key key : keys.keySet()) {
            final String from = old.get(key);
            final String to = now.get(key);
            if ((from == null || !from.equals(to)) && ++differing <= SHOWN) {
                final CatalogDiff.Kind kind = from == null
                        ? CatalogDiff.Kind.ADDED
                        : to == null ? CatalogDiff.Kind.REMOVED : CatalogDiff.Kind.CHANGED;
                changes.add(new CatalogDiff.Change(
                        kind,
                        "deck '" + after.name() + "' prefix " + key,
                        Optional.ofNullable(from).orElse(""),
                        Optional.ofNullable(to).orElse("")));
            }
        }
        if (differing > SHOWN) {
            changes.add(new CatalogDiff.Change(
                    CatalogDiff.Kind.CHANGED,
                    "deck '" + after.name() + "': " + (differing - SHOWN) + " further prefixes; rows",
                    Integer.toString(before.rows().size()),
                    Integer.toString(after.rows().size())));
        }
    }

    private Map<Key, String> texts(final DeckModel deck) {
        final Map<Key, String> texts = new HashMap<>();
        for (final DeckRow row : deck.rows()) {
            final Key key = new Key(row.prefix(), row.weight(), row.from().orElse(Instant.MIN));
            texts.put(key, text(row));
        }
        return texts;
    }

    private String text(final DeckRow row) {
        return PricingTexts.price(row.price(), measure, money)
                + (row.initialIncrement() == 0
                        ? ""
                        : " in " + size(row.initialIncrement()) + ", then " + size(row.furtherIncrement()))
                + (row.connectFee().signum() == 0 ? "" : " plus " + PricingTexts.amount(row.connectFee(), money))
                + row.until().map(until -> " until " + until).orElse("")
                + (row.destination().isEmpty() ? "" : " (" + row.destination() + ")");
    }

    private String size(final long base) {
        return Quantities.format(base, measure);
    }

    private record Key(String prefix, int weight, Instant from) implements Comparable<Key> {
        @Override
        public int compareTo(final Key other) {
            final int byPrefix = prefix.compareTo(other.prefix);
            final int byWeight = byPrefix != 0 ? byPrefix : Integer.compare(weight, other.weight);
            return byWeight != 0 ? byWeight : from.compareTo(other.from);
        }

        @Override
        public String toString() {
            return prefix
                    + (weight == 0 ? "" : " weight " + weight)
                    + (from.equals(Instant.MIN) ? "" : " from " + from);
        }
    }
}
