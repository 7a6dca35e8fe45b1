package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Statements as a node tells of them, as tables for people. */
public final class StatementTables {
    private StatementTables() {}

    /** Which there are, as {@link StatementText#list} writes them. */
    public static List<String> all(final JsonNode said) {
        final List<String> lines = new ArrayList<>(
                AccountTables.table(said.path("statements"), List.of("number", "cycle", "from", "until", "made"))
                        .lines());
        if (said.has("before")) {
            lines.add("");
            lines.add("older ones: --before " + AccountTables.text(said, "before"));
        }
        return lines;
    }

    /** One with its lines, as {@link StatementText#one} and {@link StatementText#current} write it. */
    public static List<String> one(final JsonNode said) {
        final List<String> lines = new ArrayList<>(AccountTables.table(
                        said.path("buckets"),
                        List.of("bucket", "opening", "granted", "drawn", "expired", "rolled-over", "closing"),
                        List.of("bucket", "opening", "granted", "drawn", "expired", "rolled over", "closing"))
                .lines());
        lines.add("");
        if (said.has("events")) {
            lines.addAll(AccountTables.trace(said, List.of("granted", "drawn", "expired", "rolled-over")));
        }
        lines.add((said.has("number") ? "statement " + AccountTables.text(said, "number") : "current statement")
                + ", cycle from " + AccountTables.text(said, "from") + " until " + AccountTables.text(said, "until")
                + (said.has("made")
                        ? ", made " + AccountTables.text(said, "made")
                        : ", as of " + AccountTables.text(said, "as-of")));
        return lines;
    }
}
