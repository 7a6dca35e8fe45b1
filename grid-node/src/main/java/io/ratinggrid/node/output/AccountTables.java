package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/** What a node says of an account, as tables for people. */
public final class AccountTables {
    private static final List<String> KINDS = List.of("fee", "credit", "spend");

    private AccountTables() {}

    /**
     * Unbilled lines, open invoices and buckets, and what the next bill would be.
     *
     * @param account  as {@link AccountText} writes it
     * @param estimate as {@link EstimateText} writes it; a missing node: there is none
     */
    public static List<String> lines(final JsonNode account, final JsonNode estimate) {
        final List<String> lines = new ArrayList<>();
        final JsonNode unbilled = account.path("unbilled");
        add(lines, unbilled(unbilled));
        lines.add("unbilled: " + money(unbilled.path("unbilled")));
        if (unbilled.has("invoices")) {
            add(
                    lines,
                    table(
                            unbilled.path("invoices"),
                            List.of("number", "due", "state", "total", "paid", "open"),
                            List.of("invoice", "due", "state", "total", "paid", "open")));
        }
        if (unbilled.has("paid-ahead")) {
            lines.add("paid ahead: " + money(unbilled.path("paid-ahead")));
        }
        final JsonNode buckets = account.path("balances").path("buckets");
        if (!buckets.isEmpty()) {
            add(lines, table(buckets, List.of("id", "bucket", "subscriber", "from", "until", "drawn", "remaining")));
        }
        if (!estimate.isMissingNode()) {
            lines.add("next bill: " + money(estimate.path("total")) + ", of the cycle from " + text(estimate, "cycle")
                    + ", which may be closed at " + text(estimate, "closes"));
        }
        return lines;
    }

    private static TextTable unbilled(final JsonNode unbilled) {
        final TextTable table = new TextTable(List.of("line", "cycle", "kind", "charged", "billed", "unbilled"));
        for (final JsonNode line : unbilled.path("lines")) {
            final String kind = KINDS.stream().filter(line::has).findFirst().orElse("usage");
            table.add(Stream.of("line", "cycle", kind, "charged", "billed", "unbilled")
                    .map(name -> name.equals(kind) ? kind : text(line, name))
                    .toList());
        }
        return table;
    }

    private static TextTable table(final JsonNode rows, final List<String> names) {
        return table(rows, names, names);
    }

    private static TextTable table(final JsonNode rows, final List<String> names, final List<String> header) {
        final TextTable table = new TextTable(header);
        for (final JsonNode row : rows) {
            table.add(names.stream().map(name -> text(row, name)).toList());
        }
        return table;
    }

    private static void add(final List<String> lines, final TextTable table) {
        lines.addAll(table.lines());
        lines.add("");
    }

    private static String text(final JsonNode node, final String name) {
        return node.path(name).asString("");
    }

    private static String money(final JsonNode money) {
        return text(money, "amount") + " " + text(money, "currency");
    }
}
