package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import io.ratinggrid.node.output.SessionTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid event}: single events of an account. */
@Command(
        name = "event",
        mixinStandardHelpOptions = true,
        description =
                "Charges an event at once, says what one cost or would cost, takes one back, replaces and moves one.")
final class EventVerb implements Runnable {
    private static final String EVENTS = "events";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    /** Which event, of which account. */
    static final class Which {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "That it was charged to.")
        private String account;

        @Parameters(index = "1", paramLabel = "EVENT", description = "Id of the event.")
        private String event;

        @Option(
                names = "--event-origin",
                paramLabel = "ORIGIN",
                description = "Origin of the event; default: it has none.")
        private String origin;

        private ObjectNode fields() {
            return NodeClient.object().put("event", event).put("event-origin", origin);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Says why an event cost what it cost, where it came from, and whether it was taken back.",
            footer = {"", "Example:", "  ratinggrid event show acme use-1 --event-origin switch-1"})
    int show(@Mixin final NodeClient node, @Mixin final Which which) throws IOException {
        final String origin = which.origin == null ? "" : "&origin=" + NodeClient.encoded(which.origin);
        node.print(
                node.askAll(NodeClient.path(which.account, EVENTS) + "?id=" + NodeClient.encoded(which.event) + origin),
                EventVerb::words);
        return 0;
    }

    private static List<String> words(final JsonNode events) {
        final List<String> lines = new ArrayList<>();
        for (final JsonNode event : events) {
            event.path("explanation").forEach(line -> lines.add(line.asString()));
        }
        return lines;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Takes an event back: what it was charged, had counted and drawn. Asks a gateway.",
            footer = {"", "Example:", "  ratinggrid event cancel acme use-1 --event-origin switch-1 --id back-1"})
    int cancel(
            @Mixin final SentCommand command,
            @Mixin final Which which,
            @Option(
                            names = "--start",
                            paramLabel = "TIME",
                            description = "Of the event: then one that is too old is told from one that never came.")
                    final String start)
            throws IOException {
        return command.send(
                NodeClient.path(which.account, EVENTS, "cancel"), which.fields().put("start", start));
    }

    /** What is right. */
    static final class Usage {
        @Mixin
        private final UsageFields more = new UsageFields();

        @Option(names = "--service", required = true, paramLabel = "SERVICE", description = "What was used.")
        private String service;

        @Option(
                names = "--start",
                required = true,
                paramLabel = "TIME",
                description = "When it began, as in 2026-06-20T10:00:00Z.")
        private String start;

        @Option(
                names = "--quantity",
                paramLabel = "QUANTITY",
                description = "How much, as in 3m, 20MB or 2; default, of what is counted: 1.")
        private String quantity;

        @Option(names = "--amount", paramLabel = "AMOUNT", description = "That it carries, as in 5.00.")
        private String amount;

        private ObjectNode into(final ObjectNode fields) {
            return more.addTo(fields.put("service", service)
                    .put("start", start)
                    .put("quantity", quantity)
                    .put("amount", amount)
                    .put("subscriber", more.subscriber()));
        }
    }

    @Command(
            name = "replace",
            mixinStandardHelpOptions = true,
            description =
                    "Takes an event back and rates what is right in its place, with --id as its id. Asks a gateway.",
            footer = {
                "",
                "Example:",
                "  ratinggrid event replace acme use-1 --service api --start 2026-06-10T11:00:00Z --quantity 20 --id use-2"
            })
    int replace(@Mixin final SentCommand command, @Mixin final Which which, @Mixin final Usage usage)
            throws IOException {
        return command.send(NodeClient.path(which.account, EVENTS, "replace"), usage.into(which.fields()));
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = {
                "Takes an event back and charges it anew, to unbilled or to buckets, with --id as its id. Asks a gateway.",
                "Buckets pay for all of it or nothing is moved."
            },
            footer = {"", "Example:", "  ratinggrid event move acme use-1 --to unbilled --id move-1"})
    int move(
            @Mixin final SentCommand command,
            @Mixin final Which which,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "PLACE",
                            description = "unbilled: no bucket pays; prepaid: buckets pay.")
                    final String to,
            @Option(
                            names = "--start",
                            paramLabel = "TIME",
                            description = "Of the event: then one that is too old is told from one that never came.")
                    final String start)
            throws IOException {
        return command.send(
                NodeClient.path(which.account, EVENTS, "move"),
                which.fields().put("to", to).put("start", start));
    }

    /** To where, and when. */
    static final class Sent {
        @Mixin
        private final NodeClient node = new NodeClient();

        @Option(names = "--at", paramLabel = "TIME", description = "When it was received; default: now.")
        private String at;

        private int send(
                final String account,
                final String verb,
                final String id,
                final ObjectNode fields,
                final Function<JsonNode, List<String>> tables)
                throws IOException {
            final String key =
                    Objects.requireNonNullElseGet(id, () -> UUID.randomUUID().toString());
            node.print(
                    node.post(NodeClient.path(account, EVENTS, verb), key, NodeClient.given(fields.put("at", at))),
                    tables);
            return 0;
        }
    }

    /** What is used of which account. */
    static final class OnlineUsage {
        @Mixin
        private final UsageFields more = new UsageFields();

        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.")
        private String account;

        @Parameters(index = "1", paramLabel = "SERVICE", description = "What is used.")
        private String service;

        @Parameters(index = "2", arity = "0..1", paramLabel = "QUANTITY", description = "With its unit; default: 1.")
        private String quantity;

        private ObjectNode fields() {
            return more.addTo(NodeClient.object()
                    .put("service", service)
                    .put("quantity", quantity)
                    .put("subscriber", more.subscriber()));
        }
    }

    @Command(
            name = "debit",
            mixinStandardHelpOptions = true,
            description = "Charges an event at once; what cannot be paid is refused. Asks any node or gateway.",
            footer = {"", "Example:", "  ratinggrid event debit ann data '3 MB' --id debit-1"})
    int debit(
            @Mixin final Sent sent,
            @Mixin final OnlineUsage usage,
            @Option(names = "--id", paramLabel = "ID", description = "Tells it from others; default: a new one.")
                    final String id)
            throws IOException {
        return sent.send(usage.account, "debit", id, usage.fields(), SessionTables::event);
    }

    @Command(
            name = "refund",
            mixinStandardHelpOptions = true,
            description = "Takes back what an event did; done moments after the answer. Asks any node or gateway.",
            footer = {"", "Example:", "  ratinggrid event refund ann debit-1 --id refund-1"})
    int refund(
            @Mixin final Sent sent,
            @Mixin final Which which,
            @Option(names = "--id", paramLabel = "ID", description = "Tells it from others; default: a new one.")
                    final String id)
            throws IOException {
        return sent.send(which.account, "refund", id, which.fields(), SessionTables::event);
    }

    @Command(
            name = "price",
            mixinStandardHelpOptions = true,
            description = "Says what an event would cost if it came now, and why. Changes nothing.",
            footer = {"", "Example:", "  ratinggrid event price ann data '3 MB'"})
    int price(@Mixin final Sent sent, @Mixin final OnlineUsage usage) throws IOException {
        return sent.send(usage.account, "price", "price", usage.fields(), SessionTables::price);
    }
}
