package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** What is answered to sessions and to single events, as tables for people. */
public final class SessionTables {
    private SessionTables() {}

    /** The answer to a request of a session, as {@link OnlineAnswer} makes it. */
    public static List<String> answer(final JsonNode said) {
        final TextTable table = new TextTable(List.of(
                "group",
                "service",
                "result",
                "used",
                "charged",
                "granted",
                "validity",
                "threshold",
                "final",
                "remaining"));
        for (final JsonNode group : said.path("groups")) {
            table.add(List.of(
                    AccountTables.text(group, "group"),
                    AccountTables.text(group, "service"),
                    AccountTables.text(group, "result"),
                    AccountTables.text(group, "used"),
                    group.has("charged") ? AccountTables.money(group.path("charged")) : "",
                    AccountTables.text(group, "granted"),
                    AccountTables.text(group, "validity"),
                    AccountTables.text(group, "threshold"),
                    group.path("final").asBoolean(false) ? "yes" : "",
                    remaining(group.path("remaining"))));
        }
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(AccountTables.text(said, "result") + ": session " + AccountTables.text(said, "session") + ", request "
                + AccountTables.text(said, "number"));
        return lines;
    }

    private static String remaining(final JsonNode left) {
        return left.isMissingNode()
                ? ""
                : AccountTables.text(left, "units") + " units, " + AccountTables.money(left.path("money"));
    }

    /** What sessions hold, as {@link SessionsText} writes it. */
    public static List<String> held(final JsonNode said) {
        final TextTable table = new TextTable(
                List.of("session", "subscriber", "group", "service", "granted", "start", "until", "held"));
        for (final JsonNode session : said.path("sessions")) {
            for (final JsonNode group : session.path("groups")) {
                final List<String> held = new ArrayList<>();
                group.path("held")
                        .forEach(one -> held.add(
                                one.has("credit")
                                        ? "credit " + AccountTables.text(one, "credit")
                                        : AccountTables.text(one, "bucket") + " " + AccountTables.text(one, "amount")));
                table.add(List.of(
                        AccountTables.text(session, "session"),
                        AccountTables.text(session, "subscriber"),
                        AccountTables.text(group, "group"),
                        AccountTables.text(group, "service"),
                        AccountTables.text(group, "granted"),
                        AccountTables.text(group, "start"),
                        AccountTables.text(group, "until"),
                        String.join(", ", held)));
            }
        }
        return table.lines();
    }

    /** The answer to an event, as {@link OnlineAnswer} makes it. */
    public static List<String> event(final JsonNode said) {
        return List.of(AccountTables.text(said, "result") + ": id " + AccountTables.text(said, "id")
                + (said.has("charged") ? ", charged " + AccountTables.money(said.path("charged")) : ""));
    }

    /** What an event would cost, in words. */
    public static List<String> price(final JsonNode said) {
        final List<String> lines = new ArrayList<>();
        said.forEach(event -> event.path("explanation").forEach(line -> lines.add(line.asString())));
        return lines;
    }
}
