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
            final YamlNode constant = node.get("constant");
            final YamlNode column = node.get("column");
            node.checkAllAsked();
            if (constant != null && column == null) {
                return new Source(List.of(), constant.text());
            }
            if (column == null) {
                throw node.wrong("neither column nor constant is given", "{column: NAME} or {constant: VALUE}");
            }
            return new Source(column.texts(), null);
        }
        return new Source(node.texts(), null);
    }
}
