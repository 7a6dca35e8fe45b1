package io.ratinggrid.node.launcher;

import java.io.IOException;

import io.ratinggrid.node.output.SessionTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
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

        @Option(names = "--group", paramLabel = "N", description = "Rating group; default: 0.")
        private Integer group;

        @Option(names = "--last", description = "The session ends, all that it holds is free.")
        private boolean last;

        private ObjectNode group(final String service) {
            return usage.addTo(NodeClient.object().put("group", group).put("service", service));
        }

        private int send(final String verb, final ObjectNode fields, final ObjectNode about) throws IOException {
            final ObjectNode body = fields.put("number", number)
                    .put("at", at)
                    .put("subscriber", usage.subscriber())
                    .put("last", last);
            if (about != null) {
                body.putArray("groups").add(NodeClient.given(about));
            }
            node.print(
                    node.post(NodeClient.path(account, "sessions", session, verb), "", NodeClient.given(body)),
                    SessionTables::answer);
            return 0;
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
                "Example:",
                "  ratinggrid session reserve ann s1 1 --service data --request '60 MB' --validity 600",
                "  ratinggrid session update ann s1 2 --service data --used '25 MB' --request '60 MB'"
            })
    int reserve(
            @Mixin final Request request,
            @Option(names = "--service", required = true, paramLabel = "NAME", description = "What is used.")
                    final String service,
            @Option(names = "--request", paramLabel = "QUANTITY", description = "To be held, as in 5m.")
                    final String requested,
            @Option(names = "--used", paramLabel = "QUANTITY", description = "Since the last report.")
                    final String used,
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
                request.group(service).put("request", requested).put("used", used));
    }

    @Command(
            name = "commit",
            mixinStandardHelpOptions = true,
            description = "Charges what a session used, and frees what its group held.",
            footer = {"", "Example:", "  ratinggrid session commit ann s1 3 --service data --used '10 MB' --last"})
    int commit(
            @Mixin final Request request,
            @Option(names = "--service", required = true, paramLabel = "NAME", description = "What was used.")
                    final String service,
            @Option(
                            names = "--used",
                            required = true,
                            paramLabel = "QUANTITY",
                            description = "Since the last report, as in 5m.")
                    final String used)
            throws IOException {
        return request.send(
                "commit", NodeClient.object(), request.group(service).put("used", used));
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Frees what a session holds: of the group that is named, or all.",
            footer = {"", "Example:", "  ratinggrid session release ann s1 4 --last"})
    int release(@Mixin final Request request) throws IOException {
        return request.send("release", NodeClient.object(), request.group == null ? null : request.group(null));
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
