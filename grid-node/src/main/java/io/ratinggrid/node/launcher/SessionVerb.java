package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.node.output.SessionTables;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid session}: sessions that reserve before they use. */
@Command(
        name = "session",
        mixinStandardHelpOptions = true,
        description = "Reserves for sessions of an account, commits what they used, and shows what they hold.")
final class SessionVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    /** Which request of which session. */
    static final class Request {
        @Mixin
        private final NodeClient node = new NodeClient();

        @Mixin
        private final UsageFields usage = new UsageFields();

        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.")
        private String account;

        @Parameters(index = "1", paramLabel = "SESSION", description = "Tells it from others of the account.")
        private String session;

        @Parameters(
                index = "2",
                paramLabel = "NUMBER",
                description = "Of the request in its session; the same again is answered as before.")
        private long number;

        @Option(names = "--at", paramLabel = "TIME", description = "When it was received; default: now.")
        private String at;

        @Option(names = "--last", description = "The session ends, all that it holds is free.")
        private boolean last;

        private int send(final String verb, final ObjectNode fields, final List<ObjectNode> groups) throws IOException {
            final ObjectNode body = fields.put("number", number)
                    .put("at", at)
                    .put("subscriber", usage.subscriber())
                    .put("last", last);
            if (!groups.isEmpty()) {
                final ArrayNode all = body.putArray("groups");
                groups.forEach(group -> all.add(NodeClient.given(usage.addTo(group))));
            }
            node.print(
                    node.post(NodeClient.path(account, "sessions", session, verb), "", NodeClient.given(body)),
                    SessionTables::answer);
            return 0;
        }
    }

    /** One of the rating groups of a request. */
    static final class Group {
        @Option(
                names = "--service",
                required = true,
                paramLabel = "NAME",
                description = "What is used. Another --service, or --group, begins another rating group.")
        private String service;

        @Option(names = "--group", paramLabel = "N", description = "Number of the rating group; default: 0.")
        private Integer group;

        @Option(names = "--used", paramLabel = "QUANTITY", description = "Since the last report, as in 5m.")
        private String used;

        @Option(names = "--request", paramLabel = "QUANTITY", description = "To be held, as in 5m.")
        private String requested;

        private ObjectNode fields() {
            return NodeClient.object()
                    .put("group", group)
                    .put("service", service)
                    .put("request", requested)
                    .put("used", used);
        }
    }

    @Command(
            name = "reserve",
            aliases = "update",
            mixinStandardHelpOptions = true,
            description = "Holds units for a session; with --used it charges what it used of earlier ones first.",
            footer = {
                "",
                "Asks any node or gateway of a cluster.",
                "",
                "Examples:",
                "  ratinggrid session reserve ann s1 1 --service data --request '60 MB' --validity 600",
                "  ratinggrid session update ann s1 2 --service data --used '25 MB' --request '60 MB'",
                "  ratinggrid session reserve ann s2 1 --group 1 --service data --request '9 MB'"
                        + " --group 2 --service voice --request 60s"
            })
    int reserve(
            @Mixin final Request request,
            @ArgGroup(exclusive = false, multiplicity = "1..*") final List<Group> groups,
            @Option(
                            names = "--validity",
                            paramLabel = "SECONDS",
                            description = "In which to use it; held for twice as long; default: 3600.")
                    final Integer validity,
            @Option(names = "--start", paramLabel = "TIME", description = "When its use begins; default: --at.")
                    final String start)
            throws IOException {
        return request.send(
                "reserve",
                NodeClient.object().put("validity", validity).put("start", start),
                groups.stream().map(Group::fields).toList());
    }

    @Command(
            name = "commit",
            mixinStandardHelpOptions = true,
            description = "Charges what a session used, and frees what its group held.",
            footer = {"", "Example:", "  ratinggrid session commit ann s1 3 --service data --used '10 MB' --last"})
    int commit(
            @Mixin final Request request, @ArgGroup(exclusive = false, multiplicity = "1..*") final List<Group> groups)
            throws IOException {
        return request.send(
                "commit",
                NodeClient.object(),
                groups.stream().map(Group::fields).toList());
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Frees what a session holds: of the groups that are named, or all.",
            footer = {"", "Example:", "  ratinggrid session release ann s1 4 --last"})
    int release(
            @Mixin final Request request,
            @Option(names = "--group", paramLabel = "N", description = "Number of a rating group; as often as wanted.")
                    final List<Integer> groups)
            throws IOException {
        return request.send(
                "release",
                NodeClient.object(),
                Optional.ofNullable(groups).orElse(List.of()).stream()
                        .map(group -> NodeClient.object().put("group", group))
                        .toList());
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows what sessions hold, and when it lapses.",
            footer = {"", "Example:", "  ratinggrid session show ann s1"})
    int show(
            @Mixin final NodeClient node,
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.") final String account,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "SESSION",
                            description = "That one alone; default: all.")
                    final String session)
            throws IOException {
        node.print(
                node.ask(NodeClient.path(account, "sessions")
                        + (session == null ? "" : "?session=" + NodeClient.encoded(session))),
                SessionTables::held);
        return 0;
    }
}
