package io.ratinggrid.node.launcher;

import java.io.IOException;

import io.ratinggrid.node.output.StatementTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ratinggrid statement}: what became of an account's buckets in each cycle. */
@Command(
        name = "statement",
        mixinStandardHelpOptions = true,
        description = "Shows what was granted, drawn, expired and rolled over of the buckets of an account.")
final class StatementVerb implements Runnable {
    private static final String STATEMENTS = "statements";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows which statements there are, the latest 36 or those before one.",
            footer = {"", "Asks any node or gateway of a cluster.", "", "Example:", "  ratinggrid statement list acme"})
    int list(
            @Mixin final NodeClient node,
            @Option(names = "--before", paramLabel = "NUMBER", description = "Only those that are older than this one.")
                    final String before,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        final String query = before == null ? "" : "?before=" + NodeClient.encoded(before);
        node.print(node.ask(NodeClient.path(account, STATEMENTS) + query), StatementTables::all);
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a statement with its lines, or one of them with what moved its buckets.",
            footer = {
                "",
                "Example:",
                "  ratinggrid statement show acme 3",
                "  ratinggrid statement show acme current",
                "  ratinggrid statement show acme 3 --bucket data --events   (ends at source file and line)"
            })
    int show(
            @Mixin final NodeClient node,
            @Option(names = "--bucket", paramLabel = "BUCKET", description = "Only the line of this type.")
                    final String bucket,
            @Option(names = "--events", description = "With the events and commands that moved these buckets.")
                    final boolean events,
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.") final String account,
            @Parameters(
                            index = "1",
                            paramLabel = "NUMBER",
                            description = "Of the statement, or current: what that of the current cycle would say now.")
                    final String number)
            throws IOException {
        if (events && bucket == null) {
            throw new ParameterException(spec.commandLine(), "--events needs the --bucket that they moved");
        }
        if (bucket != null && "current".equals(number)) {
            throw new ParameterException(spec.commandLine(), "--bucket needs the number of a statement that is made");
        }
        final String path = NodeClient.path(account, STATEMENTS, number)
                + (bucket == null ? "" : "?bucket=" + NodeClient.encoded(bucket));
        node.print(events ? node.askTrace(path + "&events=true") : node.ask(path), StatementTables::one);
        return 0;
    }
}
