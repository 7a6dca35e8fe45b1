package io.ratinggrid.rating.reference;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;

/** A usage event as a catalog sees it: the digits of its number, its zone, and what matches it. */
final class ReferenceEvent {
    private static final int ZONE = Symbol.of("zone");

    private final Command event;
    private final String digits;
    private final long zone;

    ReferenceEvent(final Command event, final ReferenceCatalog catalog) {
        this.event = event;
        digits = Digits.text(event.number, event.numberLength);
        zone = event.attribute(ZONE) != 0 ? event.attribute(ZONE) : zoneOfNumber(catalog);
    }

    /** The zone with the longest prefix, as attributes hold it; 0: none. */
    private long zoneOfNumber(final ReferenceCatalog catalog) {
        for (int length = digits.length(); length >= 0 && !digits.isEmpty(); length--) {
            final Optional<Long> found =
                    catalog.zone(digits.substring(0, length)).map(one -> AttributeValue.hash(one.name()));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return 0;
    }

    boolean isIn(final String zoneName) {
        return zone == AttributeValue.hash(zoneName);
    }

    /** True if all the attributes of a condition are the event's. */
    boolean matches(final Map<String, String> when) {
        return when.entrySet().stream()
                .allMatch(condition -> condition.getKey().equals("zone")
                        ? isIn(condition.getValue())
                        : event.attribute(Symbol.of(condition.getKey())) == AttributeValue.hash(condition.getValue()));
    }

    /** The row of a deck: longest prefix, then higher weight, then later start. */
    Optional<DeckRow> row(final DeckModel deck) {
        final Comparator<DeckRow> better = Comparator.comparing(DeckRow::weight)
                .thenComparing(row -> row.from().orElse(Instant.MIN));
        for (int length = digits.length(); length >= 0 && !digits.isEmpty(); length--) {
            final String prefix = digits.substring(0, length);
            final Optional<DeckRow> best = deck.rows().stream()
                    .filter(row -> row.prefix().equals(prefix) && holds(row))
                    .max(better);
            if (best.isPresent()) {
                return best;
            }
        }
        return Optional.empty();
    }

    private boolean holds(final DeckRow row) {
        final Instant start = Instant.ofEpochMilli(event.startMs);
        return row.from().map(from -> !start.isBefore(from)).orElse(true)
                && row.until().map(start::isBefore).orElse(true);
    }

    /** The row of a matrix: more attributes, then higher weight, then the first. */
    Optional<PricingModel.Row> row(final PricingModel.Matrix matrix) {
        return matrix.rows().stream()
                .filter(row -> matches(row.when()))
                .sorted(Comparator.comparing(
                                (PricingModel.Row row) -> row.when().size())
                        .thenComparing(PricingModel.Row::weight)
                        .reversed())
                .findFirst();
    }
}
