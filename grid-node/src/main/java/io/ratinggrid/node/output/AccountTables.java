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
     * Unbilled lines, open invoices, buckets and what members have drawn of pools, and what the next bill would be.
     *
     * @param account as {@link AccountText#of} writes it, with its {@code estimate} if there is one
     */
    public static List<String> lines(final JsonNode account) {
        final List<String> lines = new ArrayList<>();
        addUnbilled(lines, account.path("unbilled"));
        final JsonNode buckets = account.path("balances").path("buckets");
        if (!buckets.isEmpty()) {
            add(lines, table(buckets, List.of("id", "bucket", "subscriber", "from", "until", "drawn", "remaining")));
        }
        final JsonNode members = account.path("balances").path("members");
        if (!members.isEmpty()) {
            add(
                    lines,
                    table(
                            members,
                            List.of("subscriber", "bucket", "cycle", "drawn", "cap", "hard"),
                            List.of("member", "bucket", "cycle", "drawn", "cap", "hard")));
        }
        addEstimate(lines, account.path("estimate"));
        return lines;
    }

    /**
     * Unbilled lines and open invoices, and what the next bill would be.
     *
     * @param unbilled as {@link AccountText#unbilled} writes it, with its {@code estimate} if there is one
     */
    public static List<String> unbilled(final JsonNode unbilled) {
        final List<String> lines = new ArrayList<>();
        addUnbilled(lines, unbilled);
        addEstimate(lines, unbilled.path("estimate"));
        return lines;
    }

    /** What is subscribed to, as {@link AccountText#subscriptions} writes it. */
    public static List<String> subscriptions(final JsonNode said) {
        return table(said.path("subscriptions"), List.of("plan", "subscriber", "quantity", "from", "until", "paused"))
                .lines();
    }

    /** Buckets; what members have drawn of pools, if any has; what was counted, if anything is. */
    public static List<String> usage(final JsonNode said) {
        final List<String> lines = new ArrayList<>();
        final TextTable buckets = new TextTable(
                List.of("bucket", "subscriber", "from", "until", "granted", "drawn", "reserved", "remaining"));
        for (final JsonNode one : said.path("buckets")) {
            buckets.add(List.of(
                    text(one, "bucket"),
                    text(one, "subscriber"),
                    text(one, "from"),
                    text(one, "until"),
                    text(one, one.has("opening") ? "opening" : "granted"),
                    text(one, "drawn"),
                    text(one, "reserved"),
                    text(one, "remaining")));
        }
        lines.addAll(buckets.lines());
        addUnlessEmpty(lines, said.path("members"), List.of("bucket", "subscriber", "drawn", "cap", "hard"));
        addUnlessEmpty(lines, said.path("accumulators"), List.of("accumulator", "subscriber", "value"));
        return lines;
    }

    private static void addUnlessEmpty(final List<String> lines, final JsonNode rows, final List<String> names) {
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(table(rows, names).lines());
        }
    }

    private static void addUnbilled(final List<String> lines, final JsonNode unbilled) {
        final TextTable services = new TextTable(List.of("service", "unbilled"));
        for (final JsonNode one : unbilled.path("services")) {
            services.add(List.of(text(one, one.has("service") ? "service" : "kind"), text(one, "unbilled")));
        }
        add(lines, services);
        add(lines, unbilledLines(unbilled));
        lines.add("unbilled: " + money(unbilled.path("unbilled"))
                + (unbilled.has("as-of") ? ", as of " + text(unbilled, "as-of") : ""));
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
        lines.add("exposure: " + money(unbilled.path("exposure"))
                + (unbilled.has("credit-limit") ? ", credit limit " + money(unbilled.path("credit-limit")) : ""));
    }

    /** {@code estimate}: as {@link EstimateText} writes it; a missing node: there is none. */
    private static void addEstimate(final List<String> lines, final JsonNode estimate) {
        if (!estimate.isMissingNode()) {
            lines.add("next bill: " + money(estimate.path("total")) + ", of the cycle from " + text(estimate, "cycle")
                    + ", which may be closed at " + text(estimate, "closes"));
        }
    }

    private static TextTable unbilledLines(final JsonNode unbilled) {
        final TextTable table = new TextTable(List.of("line", "cycle", "kind", "charged", "billed", "unbilled"));
        for (final JsonNode line : unbilled.path("lines")) {
            table.add(List.of(
                    text(line, "line"),
                    text(line, "cycle"),
                    kind(line),
                    text(line, "charged"),
                    text(line, "billed"),
                    text(line, "unbilled")));
        }
        return table;
    }

    /** Of a line. */
    static String kind(final JsonNode line) {
        return KINDS.stream().filter(line::has).findFirst().orElse("usage");
    }

    static TextTable table(final JsonNode rows, final List<String> names) {
        return table(rows, names, names);
    }

    static TextTable table(final JsonNode rows, final List<String> names, final List<String> header) {
        final TextTable table = new TextTable(header);
        for (final JsonNode row : rows) {
            table.add(names.stream().map(name -> text(row, name)).toList());
        }
        return table;
    }

    /** What a line was made of, oldest first, with some figures of each event or command; an empty line behind it. */
    static List<String> trace(final JsonNode said, final List<String> figures) {
        final List<String> names = new ArrayList<>(List.of("type", "id", "subscriber", "service"));
        names.addAll(figures);
        names.addAll(List.of("file", "line"));
        final TextTable table = new TextTable(Stream.concat(Stream.of("time"), names.stream())
                .map(name -> name.replace('-', ' '))
                .toList());
        for (int i = said.path("events").size() - 1; i >= 0; i--) {
            final JsonNode one = said.path("events").path(i);
            final String time = text(one, one.has("start") ? "start" : "at");
            table.add(Stream.concat(Stream.of(time), names.stream().map(name -> text(one, name)))
                    .toList());
        }
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        if (said.has("kept-from")) {
            lines.add("older ones are no longer in the journal");
        }
        return lines;
    }

    private static void add(final List<String> lines, final TextTable table) {
        lines.addAll(table.lines());
        lines.add("");
    }

    static String text(final JsonNode node, final String name) {
        return node.path(name).asString("");
    }

    static String money(final JsonNode money) {
        return text(money, "amount") + " " + text(money, "currency");
    }
}
