package io.ratinggrid.ingest.cdr;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Records that are not chargeable: those whose column has one of the values, or none of them, or matches.
 *
 * @param values  compared as text, blanks around dropped
 * @param negated true: filtered if the value is none of them
 * @param pattern null: values decide
 */
record FilterRule(String column, List<String> values, boolean negated, Pattern pattern, String reason) {
    static FilterRule of(final YamlNode node) {
        final String column = node.required("column", "the column that decides").text();
        final YamlNode reason = node.get("reason");
        final YamlNode equals = node.get("equals");
        final YamlNode not = node.get("not");
        final YamlNode matches = node.get("matches");
        node.checkAllAsked();
        final int given = (equals == null ? 0 : 1) + (not == null ? 0 : 1) + (matches == null ? 0 : 1);
        if (given != 1) {
            throw node.wrong(given + " conditions are given", "one of equals, not, matches");
        }
        return new FilterRule(
                column,
                equals != null ? equals.texts() : not != null ? not.texts() : List.of(),
                not != null,
                matches == null ? null : pattern(matches),
                reason == null ? "" : reason.text());
    }

    private static Pattern pattern(final YamlNode node) {
        try {
            return Pattern.compile(node.text());
        } catch (final PatternSyntaxException e) {
            throw node.wrong("is no regular expression: " + e.getDescription(), "");
        }
    }
}
