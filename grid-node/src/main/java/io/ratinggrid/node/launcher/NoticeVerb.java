package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.util.List;

import io.ratinggrid.node.output.NoticeTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ratinggrid notice}: thresholds that were reached and of which nobody was told yet. */
@Command(
        name = "notice",
        mixinStandardHelpOptions = true,
        description = "Shows notices that are not delivered, and has them delivered again.")
final class NoticeVerb implements Runnable {
    private static final String NOTICES = "notices";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows the notices of an account that are not delivered, given up or not.",
            footer = {"", "Example:", "  ratinggrid notice list acme"})
    int list(
            @Mixin final NodeClient node,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        node.print(node.ask(NodeClient.path(account, NOTICES)), NoticeTables::all);
        return 0;
    }

    @Command(
            name = "given-up",
            mixinStandardHelpOptions = true,
            description = "Shows the notices that a node has given up. Asks a node: each has those of its partitions.",
            footer = {"", "Example:", "  ratinggrid notice given-up --url http://localhost:7601"})
    int givenUp(@Mixin final NodeClient node) throws IOException {
        node.print(node.ask("/notices/given-up"), NoticeTables::all);
        return 0;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Has a notice delivered again that was given up.",
            footer = {"", "Example:", "  ratinggrid notice retry acme 3"})
    int retry(
            @Mixin final NodeClient node,
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.") final String account,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the notice.") final String number)
            throws IOException {
        node.print(
                node.post(NodeClient.path(account, NOTICES, number, "retry"), number, NodeClient.object()),
                said -> List.of("notice " + number + " of " + account + " is to be delivered again"));
        return 0;
    }
}
