package io.ratinggrid.ingest.cdr;

import java.util.List;

/**
 * Where a value comes from: one or more columns, joined, or a constant. A column may be given by its name or its number.
 *
 * @param constant null: from columns
 */
record Source(List<String> columns, String constant) {
    static Source of(final YamlNode node) {
        if (node.isMap()) {
            return either(node, "{column: NAME} or {constant: VALUE}");
        }
        return new Source(node.texts(), null);
    }

    /** Of a map with one of both; {@code right} says how such a map looks. */
    static Source either(final YamlNode node, final String right) {
        final YamlNode constant = node.get("constant");
        final YamlNode column = node.get("column");
        node.checkAllAsked();
        if ((constant == null) == (column == null)) {
            throw node.wrong("one of constant and column is needed", right);
        }
        return constant == null ? new Source(column.texts(), null) : new Source(List.of(), constant.text());
    }
}
