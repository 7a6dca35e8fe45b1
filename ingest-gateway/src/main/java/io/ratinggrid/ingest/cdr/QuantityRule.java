package io.ratinggrid.ingest.cdr;

import java.util.List;

/**
 * How much was used.
 *
 * @param source of the number, or of a quantity with its unit
 * @param unit   what a bare number counts; empty: the service's own unit
 */
record QuantityRule(Source source, String unit) {
    static QuantityRule of(final YamlNode node) {
        if (!node.isMap()) {
            final String text = node.text();
            final boolean isNumber = text.matches("\\d+(\\.\\d+)?( .*)?");
            return new QuantityRule(isNumber ? new Source(List.of(), text) : Source.of(node), "");
        }
        final YamlNode unit = node.get("unit");
        final YamlNode column = node.required("column", "the column with the number");
        node.checkAllAsked();
        return new QuantityRule(Source.of(column), unit == null ? "" : unit.text());
    }
}
