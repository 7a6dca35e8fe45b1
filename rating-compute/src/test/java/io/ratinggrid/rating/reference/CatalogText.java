package io.ratinggrid.rating.reference;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/** A catalog as text, a thing a line, for a failing test. */
final class CatalogText {
    private CatalogText() {}

    static String of(final CatalogModel catalog) {
        final StringBuilder text = new StringBuilder();
        text.append(catalog.version())
                .append(" from ")
                .append(catalog.effective())
                .append(' ');
        text.append(catalog.currency()).append('\n');
        catalog.zones().forEach(zone -> line(text, zone));
        catalog.holidays().forEach(holidays -> line(text, holidays));
        catalog.bandCalendars().forEach(calendar -> line(text, calendar));
        catalog.decks().forEach(deck -> deck.rows().forEach(row -> line(text, row)));
        catalog.buckets().forEach(bucket -> line(text, bucket));
        catalog.tariffs().forEach(tariff -> {
            text.append("  tariff ")
                    .append(tariff.name())
                    .append(' ')
                    .append(tariff.fallback())
                    .append('\n');
            tariff.charges().forEach(charge -> line(text.append("  "), charge));
        });
        catalog.plans().forEach(plan -> line(text, plan));
        return text.toString();
    }

    private static void line(final StringBuilder text, final Object thing) {
        text.append("  ")
                .append(thing.toString()
                        .replaceAll("Optional\\.empty", "-")
                        .replaceAll("Optional\\[([^\\[\\]]*)]", "$1")
                        .replaceAll("\\b(PriceModel|TierModel|IncrementModel|BandRuleModel)\\[", "[")
                        .replaceAll("9223372036854775807", "max"))
                .append('\n');
    }
}
