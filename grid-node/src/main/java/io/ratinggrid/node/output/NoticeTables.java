package io.ratinggrid.node.output;

import java.util.List;

import tools.jackson.databind.JsonNode;

/** Notices as a node tells of them, as a table for people. */
public final class NoticeTables {
    private NoticeTables() {}

    /** Notices as {@link NoticeText#list} writes them. */
    public static List<String> all(final JsonNode said) {
        final TextTable table = new TextTable(List.of(
                "account", "no", "at", "subscriber", "of", "name", "percent", "threshold", "reached", "given up"));
        for (final JsonNode one : said.path("notices")) {
            final String id = AccountTables.text(one, "id");
            final String what = one.has("bucket") ? "bucket" : one.has("plan") ? "plan" : "accumulator";
            table.add(List.of(
                    AccountTables.text(one, "account"),
                    id.substring(id.indexOf('-') + 1),
                    AccountTables.text(one, "at"),
                    AccountTables.text(one, "subscriber"),
                    what,
                    AccountTables.text(one, what),
                    one.has("percent") ? AccountTables.text(one, "percent") + " %" : "",
                    AccountTables.text(one, "threshold"),
                    one.has("left") ? AccountTables.text(one, "left") + " left" : AccountTables.text(one, "reached"),
                    one.has("given-up") ? "yes" : ""));
        }
        return table.lines();
    }
}
