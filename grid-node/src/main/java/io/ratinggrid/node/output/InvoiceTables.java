package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Documents as a node tells of them, as tables for people. */
public final class InvoiceTables {
    private InvoiceTables() {}

    /** Documents of an account, as {@link InvoiceText#list} writes them. */
    public static List<String> all(final JsonNode said) {
        final TextTable table =
                new TextTable(List.of("invoice", "series", "kind", "issued", "due", "state", "total", "paid", "open"));
        for (final JsonNode one : said.path("invoices")) {
            final JsonNode total = one.path("total");
            table.add(List.of(
                    AccountTables.text(one, "number"),
                    series(one),
                    AccountTables.text(one, "kind"),
                    AccountTables.text(one, "issued"),
                    AccountTables.text(one, "due"),
                    AccountTables.text(one, "state"),
                    total.isObject() ? AccountTables.text(total, "amount") : total.asString(""),
                    AccountTables.text(one, "paid"),
                    AccountTables.text(one, "open")));
        }
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        if (said.has("paid-ahead")) {
            lines.add("paid ahead: " + AccountTables.money(said.path("paid-ahead")));
        }
        lines.add("as of " + AccountTables.text(said, "as-of"));
        return lines;
    }

    /** {@code acme/2026/17}, without the last part while its number is waited for; empty: it has none. */
    private static String series(final JsonNode one) {
        final String number = AccountTables.text(one, "series-number");
        return AccountTables.text(one, "series") + (number.isEmpty() ? "" : "/" + number);
    }

    /** One document with its lines, as {@link InvoiceText#one} writes it. */
    public static List<String> one(final JsonNode said) {
        final TextTable table =
                new TextTable(List.of("no", "line", "cycle", "kind", "so far", "billed before", "amount"));
        for (final JsonNode line : said.path("lines")) {
            table.add(List.of(
                    AccountTables.text(line, "number"),
                    AccountTables.text(line, "line"),
                    AccountTables.text(line, "cycle"),
                    AccountTables.kind(line),
                    AccountTables.text(line, "total-so-far"),
                    AccountTables.text(line, "billed-before"),
                    AccountTables.text(line, "amount")));
        }
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        if (said.has("events")) {
            lines.addAll(AccountTables.trace(said, List.of("used", "charged")));
        }
        lines.add("invoice " + AccountTables.text(said, "number")
                + (said.has("series") ? " (" + series(said) + ")" : "") + ", " + AccountTables.text(said, "kind")
                + ", issued "
                + AccountTables.text(said, "issued") + ": " + AccountTables.text(said, "total") + ", "
                + AccountTables.text(said, "state")
                + (said.has("due")
                        ? ", due " + AccountTables.text(said, "due") + ", open " + AccountTables.text(said, "open")
                        : ""));
        return lines;
    }

    /** Payments of an account, as {@link PaymentText} writes them. */
    public static List<String> payments(final JsonNode said) {
        final TextTable table = new TextTable(List.of("no", "at", "type", "amount", "id", "reference", "invoices"));
        for (final JsonNode one : said.path("payments")) {
            final List<String> paid = new ArrayList<>();
            one.path("invoices")
                    .forEach(invoice -> paid.add(
                            AccountTables.text(invoice, "number") + ": " + AccountTables.text(invoice, "amount")));
            table.add(List.of(
                    AccountTables.text(one, "number"),
                    AccountTables.text(one, "at"),
                    AccountTables.text(one, "type"),
                    AccountTables.text(one, "amount"),
                    AccountTables.text(one, "id"),
                    AccountTables.text(one, "reference"),
                    String.join(", ", paid)));
        }
        final List<String> lines = new ArrayList<>(table.lines());
        if (said.has("paid-ahead")) {
            lines.add("");
            lines.add("paid ahead: " + AccountTables.money(said.path("paid-ahead")));
        }
        return lines;
    }
}
