package io.ratinggrid.node.launcher;

import java.io.IOException;

import io.ratinggrid.node.output.AccountTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid unbilled}: what no document has billed yet. */
@Command(
        name = "unbilled",
        mixinStandardHelpOptions = true,
        description = "Shows what no document has billed yet of an account.")
final class UnbilledVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows what is unbilled by service, by line and in sum, and what the next bill would be.",
            footer = {
                "",
                "Asks any node or gateway of a cluster.",
                "",
                "Example:",
                "  ratinggrid unbilled show --url http://localhost:7611 acme"
            })
    int show(
            @Mixin final NodeClient node,
            @Mixin final AsOf asOf,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        final ObjectNode unbilled = node.ask(NodeClient.path(account, "unbilled") + asOf.query());
        node.find(NodeClient.path(account, "estimate")).ifPresent(estimate -> unbilled.set("estimate", estimate));
        node.print(unbilled, AccountTables::unbilled);
        return 0;
    }
}
